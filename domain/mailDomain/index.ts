export { checkMailDomain, type MailDomain, makeMailKey, readMailDomain, signingKey, sweepMailDomains } from "./keys.ts";
export type { Finding, Verdict } from "./model.ts";
