import type { Finding } from "./model.ts";
import type { TextRecords } from "./resolver.ts";

/** What the records of a domain mean for the firm's mail. Pure: the records are given. */

const unasked = (what: Finding["what"]): Finding => ({
  what,
  verdict: "unknown",
  says: "The name servers could not be asked just now. Look again in a few minutes.",
});

/**
 * RFC 7208: which servers may send for the domain. `lookups`: how many further questions the record costs whoever checks it. `needed`: what
 * names the server that Firmflow sends by, where that is known (`relays.ts`).
 */
export function judgeSpf(domain: string, records: TextRecords, lookups: number, needed: string | null = null): Finding {
  if (!records) return unasked("spf");
  const found = records.filter((one) => /^v=spf1(\s|$)/i.test(one));
  const [record] = found;
  const finding = (verdict: Finding["verdict"], says: string, value?: string): Finding => ({
    what: "spf",
    verdict,
    says,
    ...(record ? { found: found.join("\n") } : {}),
    ...(value ? { publish: { host: domain, type: "TXT", value } } : {}),
  });
  if (!record)
    return finding(
      "bad",
      `${domain} does not say which servers may send for it, so its mail is easily taken for forged. Publish a record that names your mail server.`,
      `v=spf1 ${needed ?? "include:(as your mail provider says)"} ~all`,
    );
  if (found.length > 1)
    return finding("bad", "There are two SPF records, and then none counts (RFC 7208 § 4.5). Make one of them.", merged(found));
  if (/(^|\s)\+?all(\s|$)/i.test(record))
    return finding("bad", "“+all” lets anybody in the world send for the domain. End the record with “~all”.", ending(record, "~all"));
  if (lookups > 10)
    return finding(
      "bad",
      `The record costs ${lookups} questions, and mail providers stop at 10: it counts as broken (RFC 7208 § 4.6.4). Take out what you no longer use.`,
    );
  if (!/(^|\s)([~-]all|redirect=\S+)(\s|$)/i.test(record))
    return finding(
      "attention",
      "The record names servers, and says nothing of all others. End it with “~all”, so that forged mail is seen as such.",
      ending(record, "~all"),
    );
  if (needed && terms(record).some((one) => one.toLowerCase() === needed))
    return finding("good", "The domain says which servers may send for it, and the one Firmflow sends by is among them.");
  if (needed && !/(^|\s)redirect=/i.test(record))
    return finding(
      "attention",
      `The server Firmflow sends by is not among those named. Add “${needed}”, unless another of these names stands for it.`,
      ["v=spf1", needed, ...terms(record)].join(" "),
    );
  return finding("good", "The domain says which servers may send for it. Make sure that the one Firmflow sends by is among them.");
}

const terms = (record: string) => record.trim().split(/\s+/).slice(1);
const ending = (record: string, all: string) => ["v=spf1", ...terms(record).filter((one) => !/^[+?~-]?all$/i.test(one)), all].join(" ");
const merged = (records: string[]) => ending(`v=spf1 ${[...new Set(records.flatMap(terms))].join(" ")}`, "~all");

/** RFC 6376: the public half of the key our mail is signed with. */
export function judgeDkim(
  domain: string,
  key: { selector: string; publicKey: string; seenAt: Date | null } | null,
  records: TextRecords,
): Finding {
  if (!key)
    return {
      what: "dkim",
      verdict: "bad",
      says: `Mail from ${domain} carries no signature of yours. Make keys here, publish one record, and Firmflow signs every email from then on.`,
    };
  if (!records) return unasked("dkim");
  const host = `${key.selector}._domainkey.${domain}`;
  const publish = { host, type: "TXT" as const, value: `v=DKIM1; k=rsa; p=${key.publicKey}` };
  const found = records.find((one) => /(^|;)\s*p=/i.test(one));
  if (found === undefined)
    return {
      what: "dkim",
      verdict: key.seenAt ? "bad" : "attention",
      says: key.seenAt
        ? "The record of your key is gone from the domain. Publish it again: until then your mail is sent unsigned."
        : "Your keys are made. Publish this record where your domain is looked after; Firmflow signs as soon as it sees it.",
      publish,
    };
  if (publicKeyIn(found) !== key.publicKey)
    return {
      what: "dkim",
      verdict: "bad",
      found,
      says:
        publicKeyIn(found) === ""
          ? "The record's key is empty, which means that it was withdrawn. Publish the record below."
          : "The record holds another key than yours, perhaps because part of it was lost when it was pasted. Replace it by the record below.",
      publish,
    };
  return { what: "dkim", verdict: "good", found, says: "Every email of the firm is signed, its way to unsubscribe included." };
}

const publicKeyIn = (record: string): string => (/(?:^|;)\s*p=([^;]*)/i.exec(record)?.[1] ?? "").replace(/\s+/g, "");

/** RFC 7489: what others do with mail that pretends to be from the domain. `inherited` where it is the organisation's record. */
export function judgeDmarc(domain: string, records: TextRecords, inherited: TextRecords = []): Finding {
  const own = (list: TextRecords) => (list ?? []).filter((one) => /^v=DMARC1\s*(;|$)/i.test(one));
  if (!records && own(inherited).length === 0) return unasked("dmarc");
  const found = own(records).length > 0 ? own(records) : own(inherited);
  const [record] = found;
  const publish = (value: string) => ({ publish: { host: `_dmarc.${domain}`, type: "TXT" as const, value } });
  if (!record)
    return {
      what: "dmarc",
      verdict: "bad",
      says: "Nothing says what to do with mail that only pretends to be yours. Gmail and Yahoo ask for this record of everybody who sends to many.",
      ...publish(`v=DMARC1; p=none; rua=mailto:dmarc@${domain}`),
    };
  if (found.length > 1)
    return { what: "dmarc", verdict: "bad", found: found.join("\n"), says: "There are two DMARC records, and then none counts. Keep one." };
  const policy = /;\s*p=\s*(none|quarantine|reject)\s*(;|$)/i.exec(record)?.[1]?.toLowerCase();
  if (!policy)
    return {
      what: "dmarc",
      verdict: "bad",
      found: record,
      says: "The record names no policy (p=), so it does not count.",
      ...publish(`v=DMARC1; p=none; rua=mailto:dmarc@${domain}`),
    };
  if (policy === "none")
    return {
      what: "dmarc",
      verdict: "good",
      found: record,
      says: "The record is there and only watches. Once the reports show nothing but your own mail, “p=quarantine” has forged mail put aside.",
    };
  return {
    what: "dmarc",
    verdict: "good",
    found: record,
    says:
      policy === "reject" ? "Mail that only pretends to be yours is refused." : "Mail that only pretends to be yours is put aside as spam.",
  };
}
