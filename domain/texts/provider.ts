import { createHmac, timingSafeEqual } from "node:crypto";
import { invalid } from "../base/index.ts";
import type { Handed } from "../messages/index.ts";

/**
 * Twilio's REST protocol (Messages, version 2010-04-01), which other providers speak as well, at whatever address TEXTS_URL names:
 * `https://<account sid>:<auth token>@api.twilio.com`.
 */
interface Provider {
  /** Without user and password. */
  base: string;
  sid: string;
  token: string;
}

export interface OutgoingText {
  to: string;
  from: string;
  body: string;
  /** Where the provider tells what becomes of it. */
  statusCallback: string;
}

/** Below the lease of an attempt. */
const timeoutMs = 15_000;
const mostAnswerBytes = 1_000_000;

export function provider(): Provider | null {
  const set = process.env.TEXTS_URL;
  if (!set) return null;
  const url = URL.canParse(set) ? new URL(set) : null;
  if (!url || !/^https?:$/.test(url.protocol) || !url.username || !url.password)
    throw invalid("TEXTS_URL must look like https://ACCOUNT_SID:AUTH_TOKEN@api.twilio.com.");
  const base = `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
  return { base, sid: decodeURIComponent(url.username), token: decodeURIComponent(url.password) };
}

/** Hands a text over. The provider has it for sure only when it said so; it surely has not when it refused or was never reached. */
export async function handOverText(text: OutgoingText): Promise<Handed> {
  const to = provider();
  if (!to) return { status: "failed", kind: "temporary", reason: "No provider of texts is set (TEXTS_URL)." };
  try {
    const answer = await fetch(messagesUrl(to), {
      method: "POST",
      headers: { Authorization: basicAuth(to), "Content-Type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ To: text.to, From: text.from, Body: text.body, StatusCallback: text.statusCallback }),
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    });
    return judgeAnswer(answer.status, await jsonOf(answer));
  } catch (error) {
    return judgeError(error);
  }
}

interface ProviderAnswer {
  sid?: unknown;
  status?: unknown;
  code?: unknown;
  message?: unknown;
}

/** Numbers that take no texts: not a number, stopped by its owner, a landline (Twilio's error codes). */
const badNumbers: ReadonlySet<unknown> = new Set([21211, 21217, 21610, 21614, 30005, 30006]);

export const isBadNumber = (code: unknown): boolean => badNumbers.has(Number(code));

function judgeAnswer(status: number, answer: ProviderAnswer): Handed {
  const said = oneLine(typeof answer.message === "string" && answer.message ? answer.message : `it answered ${status}`);
  if (status >= 200 && status < 300)
    return typeof answer.sid === "string" && answer.sid
      ? { status: "sent", response: String(answer.status ?? "accepted").slice(0, 40), providerId: answer.sid.slice(0, 64) }
      : { status: "uncertain", reason: "The provider of texts answered in a way that can't be read." };
  // It may have taken the text before it fell over.
  if (status >= 500) return { status: "uncertain", reason: `The provider of texts had a fault: ${said}` };
  if (status === 401 || status === 403)
    return { status: "failed", kind: "temporary", reason: `The provider of texts did not accept our sign-in: ${said}` };
  if (status === 408 || status === 429)
    return { status: "failed", kind: "temporary", reason: `The provider of texts asked to try later: ${said}` };
  if (isBadNumber(answer.code)) return { status: "failed", kind: "permanent", badAddress: true, reason: `The number was refused: ${said}` };
  return { status: "failed", kind: "permanent", reason: `The provider of texts refused the message: ${said}` };
}

/** What went wrong before a byte of the request left. */
const neverReached: ReadonlySet<unknown> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

function judgeError(error: unknown): Handed {
  const cause = (error as { cause?: { code?: unknown; message?: unknown } })?.cause;
  const said = oneLine(String(cause?.message ?? (error as Error)?.message ?? "unknown error"));
  if (neverReached.has(cause?.code))
    return { status: "failed", kind: "temporary", reason: `The provider of texts could not be reached: ${said}` };
  return { status: "uncertain", reason: `The connection to the provider of texts ended before it answered: ${said}` };
}

/**
 * Asks the provider whether it took a text, when nobody heard its answer: it knows no idempotency key, but lists what it has. `known` are
 * ids that belong to other texts. Null: it has none such. Throws when it can't be asked.
 */
export async function findText(text: OutgoingText, since: Date, known: ReadonlySet<string>): Promise<string | null> {
  const from = provider();
  if (!from) throw new Error("No provider of texts is set (TEXTS_URL).");
  const query = new URLSearchParams({ To: text.to, From: text.from, PageSize: "100" });
  const answer = await fetch(`${messagesUrl(from)}?${query}`, {
    headers: { Authorization: basicAuth(from) },
    redirect: "error",
    signal: AbortSignal.timeout(timeoutMs),
  });
  const { messages } = (await jsonOf(answer)) as { messages?: { sid?: unknown; body?: unknown; date_created?: unknown }[] };
  if (!answer.ok || !Array.isArray(messages))
    throw new Error(`The provider of texts could not say what it has: it answered ${answer.status}.`);
  // Its clock may be a little behind ours, and it tells whole seconds.
  const earliest = since.getTime() - 120_000;
  const found = messages.find(
    ({ sid, body, date_created: at }) =>
      typeof sid === "string" && !known.has(sid) && body === text.body && !(Date.parse(String(at)) < earliest),
  );
  return found ? String(found.sid) : null;
}

/** Whether a request to us comes from the provider: `X-Twilio-Signature` (HMAC-SHA1 over the address and the sorted parameters). */
export function isFromProvider(url: string, params: Record<string, string>, signature: string | undefined): boolean {
  const from = provider();
  if (!from || !signature) return false;
  const right = Buffer.from(signatureOf(from.token, url, params));
  const given = Buffer.from(signature);
  return right.length === given.length && timingSafeEqual(right, given);
}

export function signatureOf(token: string, url: string, params: Record<string, string>): string {
  const text = Object.keys(params)
    .sort()
    .reduce((joined, name) => `${joined}${name}${params[name]}`, url);
  return createHmac("sha1", token).update(text).digest("base64");
}

const messagesUrl = ({ base, sid }: Provider) => `${base}/2010-04-01/Accounts/${encodeURIComponent(sid)}/Messages.json`;
const basicAuth = ({ sid, token }: Provider) => `Basic ${Buffer.from(`${sid}:${token}`).toString("base64")}`;
const oneLine = (text: string) => text.replace(/\s+/g, " ").trim().slice(0, 300);

async function jsonOf(answer: Response): Promise<Record<string, unknown>> {
  if (Number(answer.headers.get("content-length") ?? 0) > mostAnswerBytes) {
    await answer.body?.cancel();
    return {};
  }
  const text = await answer.text();
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === "object" && parsed !== null ? (parsed as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
