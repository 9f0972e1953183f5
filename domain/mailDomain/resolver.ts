import { Resolver } from "node:dns/promises";

/** The TXT records of a name; null where the name servers gave no answer. Several strings of one record are one (RFC 7208 §3.3). */
export type TextRecords = string[] | null;

const none = new Set(["ENODATA", "ENOTFOUND", "NXDOMAIN"]);

/** Asks the machine's name servers, or those that FIRMFLOW_DNS names (`192.0.2.53` or `127.0.0.1:5353`, several with commas). */
export async function textRecords(name: string): Promise<TextRecords> {
  const resolver = new Resolver({ timeout: 3_000, tries: 2 });
  const own = process.env.FIRMFLOW_DNS;
  if (own) resolver.setServers(own.split(",").map((one) => one.trim()));
  try {
    return (await resolver.resolveTxt(name)).map((parts) => parts.join(""));
  } catch (error) {
    const { code } = error as { code?: string };
    return code && none.has(code) ? [] : null;
  }
}
