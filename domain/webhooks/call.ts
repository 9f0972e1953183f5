import { type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isIP } from "node:net";
import { isAllowedInside, isPublicAddress, PrivateAddress, publicLookup, type Resolve } from "./addresses.ts";

export interface Call {
  url: string;
  method: string;
  headers: Record<string, string>;
  /** Empty for none. */
  body: string;
  /** Hosts that may be called; all on the internet when empty. */
  onlyHosts: readonly string[];
}
export interface CallLimits {
  timeoutMs: number;
  maxBytes: number;
  /** How names are looked up; for tests. */
  resolve?: Resolve;
}
export const usualLimits: CallLimits = { timeoutMs: 10_000, maxBytes: 256 * 1024 };

/**
 * `temporary` and `permanent` surely did nothing or were refused; `uncertain`: it may have been taken, nobody heard an answer. The other
 * side knows a call that comes again by its `webhook-id`.
 */
export type Called =
  | { status: "answered"; code: number; body: string }
  | { status: "failed"; kind: "temporary" | "permanent" | "uncertain"; reason: string; retryAfterMs?: number };

const mostRedirects = 3;

/** What staff can do about it, who are told why a step could not be done. */
const correctOrAsk = "Correct the step, or ask whoever looks after the other system, then retry or skip this step.";
const correctOrAllow = "Correct the address in the step; whoever runs Firmflow can allow one.";

/** Calls another system: never one inside, also not by a redirect; not longer and not for more bytes than the limits say. */
export async function callOut(call: Call, limits: CallLimits = usualLimits): Promise<Called> {
  const deadline = AbortSignal.timeout(limits.timeoutMs);
  let { url, method, body } = call;
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const why = whyNotCalled(url, call.onlyHosts);
    if (why) return permanent(hop === 0 ? why : `The other system sent us on to another address. ${why}`);
    const answer = await once(new URL(url), { ...call, method, body }, limits, deadline);
    if (answer.status === "failed" || !isRedirect(answer.code)) return judged(answer);
    if (!answer.location || !URL.canParse(answer.location, url))
      return permanent(`The other system answered ${answer.code} and did not say where to go on. ${correctOrAsk}`);
    // As browsers do: only these two ask for the same call again.
    if (answer.code !== 307 && answer.code !== 308) [method, body] = [method === "HEAD" ? "HEAD" : "GET", ""];
    url = new URL(answer.location, url).href;
  }
  return permanent(`The other system sent us from one address to the next too often. ${correctOrAsk}`);
}

function whyNotCalled(address: string, onlyHosts: readonly string[]): string | null {
  if (!URL.canParse(address)) return "This is not a web address. Correct it in the step.";
  const url = new URL(address);
  const allowedInside = isAllowedInside(url);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && allowedInside))
    return "Only addresses that begin with https:// are called. Correct it in the step.";
  if (url.username || url.password) return "An address with a password in it is not called. Take it out of the step.";
  if (onlyHosts.length > 0 && !onlyHosts.includes(url.hostname.toLowerCase()))
    return `${url.hostname} is not one of the systems that flows may call. An owner can add it in Settings, under Other systems.`;
  const host = url.hostname.replace(/^\[|\]$/g, "");
  if (isIP(host) && !isPublicAddress(host) && !allowedInside)
    return `${host} is an address inside a network, which flows may not call. ${correctOrAllow}`;
  return null;
}

type Answered = { status: "answered"; code: number; body: string; location?: string; retryAfter?: string };

function once(
  url: URL,
  call: Call,
  { maxBytes, resolve }: CallLimits,
  signal: AbortSignal,
): Promise<Answered | Extract<Called, { status: "failed" }>> {
  return new Promise((settle) => {
    let sent = false;
    const request = url.protocol === "https:" ? requestHttps : requestHttp;
    const outgoing = request(
      url,
      {
        method: call.method,
        headers: {
          ...call.headers,
          "Accept-Encoding": "identity",
          ...(call.body ? { "Content-Length": String(Buffer.byteLength(call.body)) } : {}),
        },
        signal,
        agent: false,
        ...(isAllowedInside(url) ? {} : { lookup: publicLookup(resolve) as never }),
      },
      (incoming) => void read(incoming, maxBytes).then(settle, (error) => settle(lost(error, true, signal))),
    );
    outgoing.on("socket", (socket) => socket.once(url.protocol === "https:" ? "secureConnect" : "connect", () => (sent = true)));
    outgoing.on("error", (error) => settle(lost(error, sent, signal)));
    outgoing.end(call.body || undefined);
  });
}

async function read(incoming: IncomingMessage, maxBytes: number): Promise<Answered | Extract<Called, { status: "failed" }>> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) {
      incoming.destroy();
      const most = `${Math.round(maxBytes / 1024)} KB`;
      return permanent(
        `The other system’s answer is larger than ${most}. Ask whoever looks after it to send less, then retry, or skip this step.`,
      );
    }
    chunks.push(chunk);
  }
  const { location, "retry-after": retryAfter } = incoming.headers;
  return {
    status: "answered",
    code: incoming.statusCode ?? 0,
    body: Buffer.concat(chunks).toString("utf8"),
    ...(location ? { location } : {}),
    ...(retryAfter ? { retryAfter } : {}),
  };
}

function lost(error: unknown, sent: boolean, signal: AbortSignal): Extract<Called, { status: "failed" }> {
  if (error instanceof PrivateAddress)
    return permanent(`${error.message} Flows may not call addresses inside a network. ${correctOrAllow}`);
  const said = signal.aborted
    ? "it did not answer in time"
    : String((error as Error).message || (error as { code?: string }).code).slice(0, 200);
  if (!sent)
    return {
      status: "failed",
      kind: "temporary",
      reason: `The other system could not be reached: ${said}. Check its address, or retry later.`,
    };
  const reason = `The other system may have taken the call, but ${said}. Look there whether it did: retry if not, skip this step if so.`;
  return { status: "failed", kind: "uncertain", reason };
}

function judged(answer: Answered | Extract<Called, { status: "failed" }>): Called {
  if (answer.status === "failed") return answer;
  const { code, body, retryAfter } = answer;
  if (code >= 200 && code < 300) return { status: "answered", code, body };
  if (code === 408 || code === 429 || code >= 500) {
    const seconds = Math.min(3600, Number(retryAfter));
    const reason = `The other system answered ${code}: it can't take the call just now. Retry later, or skip this step.`;
    return { status: "failed", kind: "temporary", reason, ...(seconds > 0 ? { retryAfterMs: seconds * 1000 } : {}) };
  }
  return permanent(`The other system refused the call: it answered ${code}. ${correctOrAsk}`);
}

const isRedirect = (code: number): boolean => [301, 302, 303, 307, 308].includes(code);
const permanent = (reason: string) => ({ status: "failed", kind: "permanent", reason }) as const;
