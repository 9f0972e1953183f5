import { firmModel } from "../base/index.ts";

/** What a look at the domain's records found. `unknown`: the name servers could not be asked. */
export type Verdict = "good" | "attention" | "bad" | "unknown";
export interface Finding {
  what: "spf" | "dkim" | "dmarc";
  verdict: Verdict;
  /** The record as it stands now. */
  found?: string;
  /** What that means, in a sentence or two. */
  says: string;
  /** The record to publish instead. */
  publish?: { host: string; type: "TXT"; value: string };
}

/**
 * A key with which the firm's mail is signed (DKIM, RFC 6376). It signs from the moment its public half has been seen in the domain's
 * records: a signature nobody can verify is worse than none.
 */
export interface MailKeyRecord {
  domain: string;
  /** Names the record: `<selector>._domainkey.<domain>`. */
  selector: string;
  /** PKCS #8 PEM, locked away under the installation's secret. */
  privateKey: string;
  /** Base64 of the SubjectPublicKeyInfo, as the record's `p=` has it. */
  publicKey: string;
  seenAt: Date | null;
}
export const MailKeyModel = firmModel<MailKeyRecord>(
  "MailKey",
  {
    domain: { type: String, required: true },
    selector: { type: String, required: true },
    privateKey: { type: String, required: true },
    publicKey: { type: String, required: true },
    seenAt: { type: Date, default: null },
  },
  { indexes: [{ fields: { domain: 1, createdAt: -1 } }, { fields: { domain: 1, selector: 1 }, unique: true }] },
);

/** The latest look at a domain, so that the page has something to show at once. */
export interface DomainLookRecord {
  domain: string;
  at: Date;
  findings: Finding[];
}
export const DomainLookModel = firmModel<DomainLookRecord>(
  "DomainLook",
  { domain: { type: String, required: true }, at: { type: Date, required: true }, findings: { type: [Object], default: [] } },
  { indexes: [{ fields: { domain: 1 }, unique: true }] },
);
