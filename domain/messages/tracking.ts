import { isLinkToken, linkToken, publicUrl } from "../base/index.ts";

/**
 * Links of marketing email lead over us, so that a click is known, and a dot at its end is fetched when it is shown. A token holds the
 * message, a number and a proof, never an address: where a link leads stands in the message's own record. So nobody can make one of ours
 * lead elsewhere, whatever they alter. What belongs to a case is not followed.
 */
const ours = () => `${publicUrl()}/`;
const link = /href="(https?:\/\/[^"\s]+)"/g;

/** Where the links of a message lead, in their order; what the firm's own pages know by themselves is not among them. */
export function linksIn(html: string): string[] {
  return [...html.matchAll(link)].map((found) => found[1] ?? "").filter((address) => !address.startsWith(ours()));
}

export function tracked(html: string, messageId: string): string {
  let count = 0;
  const linked = html.replace(link, (whole, address: string) => {
    if (address.startsWith(ours())) return whole;
    count += 1;
    return `href="${publicUrl()}/api/public/links/${tokenOf("click", messageId, count - 1)}"`;
  });
  const dot = `<img src="${publicUrl()}/api/public/opens/${tokenOf("open", messageId, 0)}.gif" width="1" height="1" alt="" style="display:block;width:1px;height:1px">`;
  const end = linked.lastIndexOf("</body>");
  return end < 0 ? linked + dot : `${linked.slice(0, end)}${dot}${linked.slice(end)}`;
}

type Way = "click" | "open";
const tokenOf = (way: Way, messageId: string, number: number): string => {
  const payload = `${messageId}.${number}`;
  return `${payload}.${linkToken(`mail ${way}`, payload).slice(0, 43)}`;
};

/** Null for a token that was altered or never ours. */
export function readTracking(way: Way, token: string): { messageId: string; number: number } | null {
  const [messageId, number, proof, ...rest] = token.split(".");
  if (!messageId || !number || !proof || rest.length > 0 || !/^\d{1,4}$/.test(number)) return null;
  return isLinkToken(`mail ${way}`, `${messageId}.${number}`, proof) ? { messageId, number: Number(number) } : null;
}

/** An address as it stands in HTML, as browsers read it. */
export const addressOf = (escaped: string): string =>
  escaped
    .replace(/&amp;/g, "&")
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">");

/** Nobody reads a message within so many seconds of its leaving; programs that look for harm do. */
const tooSoonMs = 10_000;
const programs =
  /bot\b|crawl|spider|preview|prefetch|scan|barracuda|proofpoint|mimecast|safelinks|symantec|trendmicro|fireeye|forcepoint|python|curl|wget|java\/|go-http|okhttp|headless|facebookexternalhit|slack|whatsapp|telegram|skypeuri/i;

/** Whether a program rather than a person asks: one that looks for harm, or that fetches everything beforehand. */
export function isProgram(asked: { method: string; agent: string; purpose: string; sinceSentMs: number }): boolean {
  if (asked.method !== "GET" || asked.sinceSentMs < tooSoonMs) return true;
  return asked.agent === "" || programs.test(asked.agent) || /prefetch|preview/i.test(asked.purpose);
}

/** A link of a message that a browser asked for. `number`: which of its links. */
export interface Followed {
  number: number;
  link: string;
  at: Date;
}

/** Programs that look for harm wear the clothes of a browser, and ask for several links of a message at once; nobody reads so fast. */
const atOnceMs = 3_000;

export const byPersons = (followed: readonly Followed[]): Followed[] =>
  followed.filter((one) =>
    followed.every((other) => other.number === one.number || Math.abs(other.at.getTime() - one.at.getTime()) > atOnceMs),
  );

/** Until then nothing more of the same look at a message is to come. */
export const isJudgedAfter = (at: Date): Date => new Date(at.getTime() + atOnceMs + 2_000);

/**
 * Apple's Mail and Yahoo's servers fetch every picture of every message, read or not; Gmail's does for some, under the name of a browser of
 * 2015 that nobody has any more.
 */
export const fetchesAll = (agent: string): boolean => agent === "Mozilla/5.0" || /YahooMailProxy|Edge\/12\.246 Mozilla\/5\.0$/i.test(agent);
