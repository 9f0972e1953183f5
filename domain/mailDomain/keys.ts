import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import Type from "typebox";
import {
  clock,
  emptyInput,
  type FirmId,
  lockAway,
  newId,
  operation,
  query,
  type Scope,
  systemScope,
  unlock,
  withScope,
} from "../base/index.ts";
import { everyFirm, firmInScope, readFirm } from "../firms/index.ts";
import { closed } from "../inputs/index.ts";
import { lookAt } from "./look.ts";
import { DomainLookModel, type Finding, MailKeyModel } from "./model.ts";

const purpose = (firmId: FirmId, domain: string) => `mail key:${firmId}:${domain}`;
const domainOf = (address: string) => address.slice(address.lastIndexOf("@") + 1).toLowerCase();

/** The key that mail from this domain is signed with; null while none has been seen in the domain's records. Within a scope. */
export async function signingKey(
  firmId: FirmId,
  domain: string,
): Promise<{ domainName: string; keySelector: string; privateKey: string } | null> {
  const keys = await MailKeyModel.find({ domain }).sort({ createdAt: -1 }).limit(5).lean();
  const seen = keys.find((key) => key.seenAt);
  if (!seen) return null;
  const privateKey = unlock(purpose(firmId, domain), seen.privateKey).toString("utf8");
  return { domainName: domain, keySelector: seen.selector, privateKey };
}

/**
 * Makes keys for the firm's sending domain. Earlier ones go on signing until the new record has been seen, so that keys can be changed
 * without a moment of unsigned mail.
 */
export async function makeMailKey(scope: Scope): Promise<MailDomain> {
  const { sender } = await readFirm(scope, {});
  const domain = domainOf(sender.email);
  const pair = await promisify(generateKeyPair)("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "der" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
  await keepMailKey(scope, {
    domain,
    privateKey: lockAway(purpose(scope.firmId, domain), Buffer.from(pair.privateKey)),
    publicKey: Buffer.from(pair.publicKey).toString("base64"),
  });
  return await checkMailDomain(scope);
}

const keepMailKey = operation({
  name: "mailDomain.makeKey",
  role: "owner",
  input: Type.Object({ domain: Type.String(), privateKey: Type.String(), publicKey: Type.String() }, closed),
  run: async (key) => {
    const made = await MailKeyModel.countDocuments({ domain: key.domain });
    await MailKeyModel.create([{ _id: newId("mailKey"), ...key, selector: `firmflow${made + 1}` }]);
  },
});

export interface MailDomain {
  domain: string;
  /** Absent before the first look. */
  lookedAt?: string;
  findings: Finding[];
  signs: boolean;
  hasKey: boolean;
}

/** Asks the name servers about the firm's sending domain and keeps what they say. */
export async function checkMailDomain(scope: Scope): Promise<MailDomain> {
  const { domain, newest } = await standing(scope, {});
  const findings = await lookAt(domain, newest);
  return await keepLook(scope, { domain, findings, selector: newest?.selector ?? "" });
}

/** As it was last looked at. */
export const readMailDomain = query({
  name: "mailDomain.read",
  role: "viewer",
  input: emptyInput,
  run: async () => await shown(domainOf((await firmInScope()).sender.email)),
});

const standing = query({
  name: "mailDomain.standing",
  role: "builder",
  input: emptyInput,
  run: async () => {
    const domain = domainOf((await firmInScope()).sender.email);
    const [newest] = await MailKeyModel.find({ domain }, { privateKey: 0 }).sort({ createdAt: -1 }).limit(1).lean();
    return { domain, newest: newest ?? null };
  },
});

const keepLook = operation({
  name: "mailDomain.look",
  role: "builder",
  input: Type.Object(
    { domain: Type.String(), selector: Type.String(), findings: Type.Array(Type.Unsafe<Finding>(Type.Object({}))) },
    closed,
  ),
  run: async ({ domain, selector, findings }) => {
    const at = clock.now();
    await DomainLookModel.updateOne({ domain }, { $set: { at, findings }, $setOnInsert: { _id: newId("mailKey") } }, { upsert: true });
    const dkim = findings.find((one) => one.what === "dkim")?.verdict;
    // What could not be asked changes nothing; a record that is gone must not be signed with.
    if (dkim === "good") await MailKeyModel.updateOne({ domain, selector }, { $set: { seenAt: at } });
    else if (dkim === "bad" || dkim === "attention") await MailKeyModel.updateOne({ domain, selector }, { $set: { seenAt: null } });
    return await shown(domain);
  },
});

async function shown(domain: string): Promise<MailDomain> {
  const look = await DomainLookModel.findOne({ domain }).lean();
  const keys = await MailKeyModel.find({ domain }, { seenAt: 1 }).lean();
  return {
    domain,
    findings: look?.findings ?? [],
    ...(look ? { lookedAt: look.at.toISOString() } : {}),
    signs: keys.some((key) => key.seenAt),
    hasKey: keys.length > 0,
  };
}

/** Looks again at every domain that has keys, so that a record that appears or is lost is noticed by itself. */
export async function sweepMailDomains(onError: (error: unknown) => void): Promise<void> {
  for (const { firmId } of await everyFirm()) {
    const scope = systemScope(firmId, "Look at the sending domain");
    const has = await withScope(scope, () => MailKeyModel.exists({}));
    if (has) await checkMailDomain(scope).catch(onError);
  }
}
