import type { ParsedMail } from "mailparser";
import { isAboutAddress, isSoft, saysDelayed, saysFailed, statusIn } from "./failures.ts";

/** What a message that came to us is, and which of our messages it tells of. */
export type Report = { messageIds: string[] } & (
  | { kind: "bounce"; hard: boolean; status: string; said: string; recipient?: string }
  | { kind: "delayed"; said: string }
  | { kind: "delivered" }
  | { kind: "complaint"; sort: string }
  | { kind: "notSpam" }
  | { kind: "autoReply" }
  | { kind: "reply" }
);

/**
 * Reads a message that came back: a report of delivery (RFC 3464) or of abuse (RFC 5965), one of the older shapes written only for people,
 * an automatic answer (RFC 3834), or somebody's own words. `raw` is the whole message as it came. Never throws, whatever is in it.
 */
export function readReport(mail: ParsedMail, raw: string): Report {
  const said = whatItIs(mail, raw);
  // An answer names its whole conversation, the nearest message last; what is given back is the nearest alone.
  const near = said.kind === "reply" || said.kind === "autoReply" ? mostIds : 1;
  return { messageIds: ownIdsIn(mail, raw, near), ...said };
}

/** What came, without which message it is about. */
export type Said = Report extends infer R ? (R extends Report ? Omit<R, "messageIds"> : never) : never;

function whatItIs(mail: ParsedMail, raw: string): Said {
  const abuse = partOf(mail, "message/feedback-report");
  if (abuse !== null) return complaintOf(fieldsOf(abuse));
  const status = partOf(mail, "message/delivery-status") ?? partOf(mail, "message/global-delivery-status") ?? statusInText(raw);
  const told = status === null ? null : fromStatus(status, mail);
  if (told) return told;
  if (isOldComplaint(mail)) return { kind: "complaint", sort: "abuse" };
  const failure = looksLikeReport(mail) ? fromWords(mail, raw) : null;
  // A mail system's words that we do not understand are no person's answer.
  return failure ?? { kind: isMailSystem(mail) || isAutomatic(mail) ? "autoReply" : "reply" };
}

/**
 * Our Message-IDs: 32 hexadecimal digits before the @. Whatever part of the message names them, and however it is encoded; what it answers
 * first, of its conversation so many of the nearest.
 */
function ownIdsIn(mail: ParsedMail, raw: string, near: number): string[] {
  const parts = [raw, mail.text ?? "", ...mail.attachments.map((one) => one.content.toString("latin1"))];
  const earlier = [mail.references ?? []].flat().toReversed().slice(0, near);
  const named = [mail.inReplyTo ?? "", ...earlier, ...parts.map((part) => part.slice(0, mostRead).replace(conversation, ""))];
  const found = named.flatMap((part) => part.match(/<[0-9a-f]{32}@[^<>\s@]{1,253}>/g) ?? []);
  return [...new Set(found)].slice(0, mostIds);
}
const mostRead = 2_000_000;
const mostIds = 20;
/** In a message that is given back these name others than itself: what it followed, or the one of ours that somebody else's mail answered. */
const conversation = /^(in-reply-to|references):.*(\r?\n[ \t].*)*/gim;

const partOf = (mail: ParsedMail, type: string): string | null =>
  mail.attachments
    .find((one) => one.contentType === type)
    ?.content.toString("utf8")
    .slice(0, 100_000) ?? null;

/** A report whose parts were labelled wrongly still holds its fields. */
function statusInText(raw: string): string | null {
  const body = raw.slice(0, 300_000).replace(/\r\n/g, "\n");
  return /^Reporting-MTA:/im.test(body) && /^Final-Recipient:/im.test(body) ? body.slice(body.search(/^Reporting-MTA:/im)) : null;
}

/** Fields as in a header, folded lines joined; the first of each name counts. */
function fieldsOf(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  const lines = text
    .replace(/\r\n/g, "\n")
    .replace(/\n[ \t]+/g, " ")
    .split("\n");
  for (const line of lines) {
    const [, name, value] = /^([A-Za-z][A-Za-z0-9-]*):\s*(.*)$/.exec(line) ?? [];
    if (name && !fields.has(name.toLowerCase())) fields.set(name.toLowerCase(), (value ?? "").trim());
  }
  return fields;
}

function complaintOf(fields: Map<string, string>): { kind: "complaint"; sort: string } | { kind: "notSpam" } | { kind: "autoReply" } {
  const sort = (fields.get("feedback-type") ?? "abuse").toLowerCase();
  // Reports about authentication are sent to whoever looks after the domain; nobody complained.
  if (sort.startsWith("auth-failure") || sort === "dmarc") return { kind: "autoReply" };
  return sort === "not-spam" ? { kind: "notSpam" } : { kind: "complaint", sort };
}

type Told = Extract<Report, { kind: "bounce" }> extends infer B ? Omit<B, "messageIds"> : never;

/** A report by the standard: the fields of each recipient in a block of its own. Ours have one; of several, the worst counts. */
function fromStatus(text: string, mail: ParsedMail): Told | { kind: "delayed"; said: string } | { kind: "delivered" } | null {
  const blocks = text
    .replace(/\r\n/g, "\n")
    .split(/\n\s*\n/)
    .map(fieldsOf);
  const recipients = blocks.filter((one) => one.has("final-recipient") || one.has("original-recipient") || one.has("action"));
  const failed = recipients.find((one) => actionOf(one) === "failed");
  if (failed) {
    const said = oneLine(failed.get("diagnostic-code")?.replace(/^[A-Za-z0-9-]+;\s*/, "") || wordsOf(mail));
    const given = failed.get("status")?.match(/[245]\.\d{1,3}\.\d{1,3}/)?.[0];
    const status = precise(given, statusIn(said));
    const recipient = addressIn(failed.get("original-recipient") ?? failed.get("final-recipient"));
    const whole = `${said} ${wordsOf(mail)}`;
    return {
      kind: "bounce",
      hard: !isSoft(status, said) && isAboutAddress(status, whole),
      status,
      said,
      ...(recipient ? { recipient } : {}),
    };
  }
  const delayed = recipients.find((one) => actionOf(one) === "delayed");
  if (delayed) return { kind: "delayed", said: oneLine(delayed.get("diagnostic-code") || wordsOf(mail)) };
  return recipients.some((one) => ["delivered", "relayed", "expanded"].includes(actionOf(one))) ? { kind: "delivered" } : null;
}

function actionOf(fields: Map<string, string>): string {
  const action = fields
    .get("action")
    ?.toLowerCase()
    .match(/[a-z]+/)?.[0];
  if (action) return action === "failure" ? "failed" : action;
  return { "5": "failed", "4": "delayed", "2": "delivered" }[fields.get("status")?.charAt(0) ?? ""] ?? "";
}

/** What the other server said itself is nearer to the truth than what the reporting one made of it; "5.0.0" says nothing. */
const precise = (given: string | undefined, heard: string): string =>
  given && !/\.0\.0$/.test(given) && (!heard || /\.0\.0$/.test(heard)) ? given : heard || given || "";

const addressIn = (value: string | undefined): string | undefined => /([^\s;<>]+@[^\s;<>]+)/.exec(value ?? "")?.[1]?.toLowerCase();

/** Written for people only, as qmail, older Exim, Exchange and many others do. */
function fromWords(mail: ParsedMail, raw: string): Told | { kind: "delayed"; said: string } | null {
  const words = wordsOf(mail) || raw.slice(0, 20_000);
  const about = `${mail.subject ?? ""}\n${words}`;
  if (saysDelayed(about)) return { kind: "delayed", said: oneLine(words) };
  if (!saysFailed(about)) return null;
  const status = statusIn(words);
  const said = oneLine(sentenceOf(words));
  return { kind: "bounce", hard: !isSoft(status, status ? said : words) && isAboutAddress(status, words), status, said };
}

/** What it says before the copy of our own message begins: our words are no words of theirs. */
function wordsOf(mail: ParsedMail): string {
  const text = mail.text || (typeof mail.html === "string" ? mail.html.replace(/<[^>]+>/g, " ") : "");
  const ends = text.search(
    /^\s*-{2,}.{0,40}(below this line|original message|copy of|returned message|message header|unsent message|message is attached|begin)|^-{3,}\s*this is a copy|^(Return-Path|Received|DKIM-Signature): /im,
  );
  return (ends > 40 ? text.slice(0, ends) : text).slice(0, 8_000);
}

const sentenceOf = (words: string): string =>
  words.split("\n").find((line) => /\b[45]\.\d{1,3}\.\d{1,3}\b|\b[45]\d\d[ -]/.test(line)) ?? words.slice(0, 300);

const systemNames = /^(mailer-?daemon|post_?master|mail-?delivery|mail\.delivery|mailer|bounces?|mdaemon|mail-?admin|null|mmdf)\b/;
const reportSubject =
  /undeliver|delivery (status|fail|has failed|problem|error)|returned mail|failure notice|mail delivery|non.?deliver|returned to sender|delayed|could not (send|be delivered)|mail system error|error sending your mail/i;

function isMailSystem(mail: ParsedMail): boolean {
  const from = mail.from?.value[0]?.address?.toLowerCase() ?? "";
  return from === "" || systemNames.test(from) || isEmptyAddress(mail.headers.get("return-path"));
}

const looksLikeReport = (mail: ParsedMail): boolean =>
  isMailSystem(mail) || mail.headers.has("x-failed-recipients") || reportSubject.test(mail.subject ?? "");

/** Outlook.com's complaints are older than the standard for them. */
const isOldComplaint = (mail: ParsedMail): boolean =>
  mail.from?.value[0]?.address?.toLowerCase() === "staff@hotmail.com" && /^\s*complaint about message/i.test(mail.subject ?? "");

function isEmptyAddress(value: unknown): boolean {
  if (typeof value === "string") return value.trim() === "<>";
  const list = (value as { value?: { address?: string }[] } | undefined)?.value;
  return Array.isArray(list) && !list[0]?.address;
}

/** RFC 3834 and what mail programs did before it. */
function isAutomatic(mail: ParsedMail): boolean {
  const header = (name: string) => String(mail.headers.get(name) ?? "").toLowerCase();
  if (header("auto-submitted") && !header("auto-submitted").startsWith("no")) return true;
  const told = ["x-autoreply", "x-autorespond", "x-autoresponder", "x-vacation", "x-auto-reply-from"].some((name) =>
    mail.headers.has(name),
  );
  if (told || /auto_?reply|bulk|junk|list/.test(header("precedence"))) return true;
  return /^(re:\s*)?(auto(matic)?[ -]?(reply|response|antwort)|out of( the)? office|away from|vacation|on vacation|respuesta autom|fuera de (la )?oficina|réponse automatique|abwesenheit|automatisch)/i.test(
    mail.subject ?? "",
  );
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim().slice(0, 300);
