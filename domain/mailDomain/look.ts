import { judgeDkim, judgeDmarc, judgeSpf } from "./judge.ts";
import type { Finding, MailKeyRecord } from "./model.ts";
import { spfOfRelay } from "./relays.ts";
import { textRecords } from "./resolver.ts";

/** Looks the domain's records up and judges them. Asks name servers; nothing of the database. */
export async function lookAt(domain: string, key: Pick<MailKeyRecord, "selector" | "publicKey" | "seenAt"> | null): Promise<Finding[]> {
  const parent = domain.split(".").slice(1).join(".");
  const [spf, dkim, dmarc, inherited] = await Promise.all([
    textRecords(domain),
    key ? textRecords(`${key.selector}._domainkey.${domain}`) : [],
    textRecords(`_dmarc.${domain}`),
    parent.includes(".") ? textRecords(`_dmarc.${parent}`) : [],
  ]);
  const record = spf?.find((one) => /^v=spf1(\s|$)/i.test(one));
  const lookups = record ? await lookupsOf(record, new Set([domain])) : 0;
  return [judgeSpf(domain, spf, lookups, spfOfRelay()), judgeDkim(domain, key, dkim), judgeDmarc(domain, dmarc, inherited)];
}

/** More than whoever checks may ask (RFC 7208 §4.6.4); there is no need to count on. */
const enough = 11;

/** How many questions an SPF record costs, those of the records it includes with it. */
async function lookupsOf(record: string, seen: Set<string>): Promise<number> {
  let count = 0;
  for (const term of record.split(/\s+/).slice(1)) {
    if (/^[+?~-]?(include:|a$|a[:/]|mx$|mx[:/]|ptr|exists:)|^redirect=/i.test(term)) count += 1;
    const further = /^(?:[+?~-]?include:|redirect=)([^\s%]+)$/i.exec(term)?.[1]?.toLowerCase();
    if (count >= enough) return count;
    if (!further || seen.has(further)) continue;
    seen.add(further);
    const included = (await textRecords(further))?.find((one) => /^v=spf1(\s|$)/i.test(one));
    if (included) count += await lookupsOf(included, seen);
    if (count >= enough) return count;
  }
  return count;
}
