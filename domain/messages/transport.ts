import { createTransport, type Transporter } from "nodemailer";
import { invalid } from "../base/index.ts";
import { places } from "./places.ts";
import type { Signature } from "./signing.ts";

/**
 * Handing a message to the mail server, and saying honestly what is known afterwards. The server has it for sure only when it said so; it
 * surely has not when it refused, or when the connection ended before a byte of the message was sent. Else nobody knows (rule 2).
 */
export type Handed =
  | { status: "sent"; response: string; providerId?: string }
  | { status: "uncertain"; reason: string }
  | {
      status: "failed";
      kind: "temporary" | "permanent";
      reason: string /** The server refused this recipient's address for good. */;
      badAddress?: boolean;
    };

export interface Outgoing {
  envelope: { from: string; to: string };
  message: Record<string, unknown>;
  messageId: string;
  signature?: Signature | null;
}

/** Everything together stays below the lease of an attempt. */
export const sendLeaseMs = 90_000;
const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, dnsTimeout: 10_000, socketTimeout: 30_000 };

const maxConnections = 5;
const atOnce = places(maxConnections);

const pools = new Map<string, Transporter>();
/** Streams of messages by Message-ID: whether the mail server began to take one is read from its stream. */
const streams = new Map<string, { readableDidRead: boolean }[]>();

function poolOf(url: string): Transporter {
  const known = pools.get(url);
  if (known) return known;
  const made = createTransport({ ...optionsOf(url), pool: true, maxConnections, maxMessages: 200, maxRequeues: 2, ...timeouts });
  made.use("stream", (mail, done) => {
    const read = mail.message.createReadStream.bind(mail.message);
    const id = mail.message.messageId();
    mail.message.createReadStream = (...args) => {
      const stream = read(...args);
      streams.set(id, [...(streams.get(id) ?? []), stream]);
      return stream;
    };
    done();
  });
  pools.set(url, made);
  return made;
}

/** `smtp://user:password@host:port`, `smtps://…`. Parameters as nodemailer names them. */
function optionsOf(url: string): { url: string } {
  if (!/^smtps?:\/\//.test(url)) throw invalid("SMTP_URL must begin with smtp:// or smtps://.");
  return { url };
}

/** Ends the connections; for a clean stop and for tests. */
export function closeMailConnections(): void {
  for (const pool of pools.values()) pool.close();
  pools.clear();
}

/**
 * Waits for a free connection: here and not in the pool, where nobody could ask any more whether the message may still leave, and before
 * it is written down as being sent, so that of a process that dies few are in doubt.
 */
export const whenFree = <T>(work: () => Promise<T>): Promise<T> => atOnce(work);

export async function handOver(outgoing: Outgoing): Promise<Handed> {
  const url = process.env.SMTP_URL;
  if (!url) return { status: "failed", kind: "temporary", reason: "No mail server is set (SMTP_URL)." };
  streams.delete(outgoing.messageId);
  try {
    const info: { response?: string } = await poolOf(url).sendMail({
      ...outgoing.message,
      envelope: outgoing.envelope,
      messageId: outgoing.messageId,
      ...(outgoing.signature ? { dkim: outgoing.signature } : {}),
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    return { status: "sent", response: oneLine(info.response ?? "accepted") };
  } catch (error) {
    const begun = (streams.get(outgoing.messageId) ?? []).some((stream) => stream.readableDidRead);
    return judge(error, begun);
  } finally {
    streams.delete(outgoing.messageId);
  }
}

interface SmtpError {
  code?: unknown;
  command?: unknown;
  responseCode?: unknown;
  response?: unknown;
  message?: unknown;
}

/** What an error of the connection says about the message. `begun`: bytes of it were already on their way. */
export function judge(error: unknown, begun: boolean): Handed {
  const { code, command, responseCode, response, message } = (typeof error === "object" && error !== null ? error : {}) as SmtpError;
  const said = oneLine(typeof response === "string" && response ? response : String(message ?? "unknown error"));
  const status = typeof responseCode === "number" ? responseCode : 0;
  const answered = status >= 400 && status < 600 && (code === "EENVELOPE" || code === "EMESSAGE" || code === "EAUTH");
  if (begun && !answered)
    return { status: "uncertain", reason: `The connection to the mail server ended while it took the message: ${said}` };
  if (code === "EAUTH") return { status: "failed", kind: "temporary", reason: `The mail server did not accept our sign-in: ${said}` };
  if (!answered) return { status: "failed", kind: "temporary", reason: `The mail server could not be reached: ${said}` };
  if (status < 500) return { status: "failed", kind: "temporary", reason: `The mail server asked to try later: ${said}` };
  const badAddress = code === "EENVELOPE" && command === "RCPT TO";
  return {
    status: "failed",
    kind: "permanent",
    reason: badAddress ? `The address was refused: ${said}` : `The mail server refused the message: ${said}`,
    ...(badAddress ? { badAddress: true } : {}),
  };
}

const oneLine = (text: string) => text.replace(/\s+/g, " ").trim().slice(0, 300);
