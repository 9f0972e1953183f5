import { createHash } from "node:crypto";
import type { ParsedMail } from "mailparser";
import { acrossFirms, type FirmId, type Scope, systemScope } from "../base/index.ts";
import { headerText } from "../messages/addresses.ts";
import { MessageModel } from "../messages/model.ts";
import { readReturnAddress, readTaggedAddress } from "../messages/returnAddresses.ts";
import { warnOfSpam } from "../messages/warnOfSpam.ts";
import { parsed } from "./parsed.ts";
import { type Report, readReport } from "./report.ts";
import { takeReport } from "./take.ts";
import { tellStaff } from "./tellStaff.ts";
import { ownWords } from "./written.ts";

export type Received = "taken" | "again" | "notOurs";

/** Whether mail for this address is heard here at all. */
export const isHeard = (address: string): boolean => readReturnAddress(address) !== null;

/**
 * Takes a message that came to one of our addresses: finds which message of ours it is about, and does what it means. Only once, however
 * often a server hands it over. What is about no message of ours changes nothing.
 */
export async function receiveMail(raw: Buffer, to: string): Promise<Received> {
  const { mail, report } = await read(raw);
  const address = readReturnAddress(to);
  if (!address) return "notOurs";
  return await take(raw, mail, report, await messageFor(address === "any" ? null : address.messageId, report.messageIds));
}

/** Takes a message from a firm's own mailbox, where any other mail may lie too: only what is about a message of that firm's counts. */
export async function receiveFromMailbox(firmId: FirmId, raw: Buffer, mailbox: string): Promise<Received> {
  const { mail, report } = await read(raw);
  const named = addressesIn(mail).flatMap((address) => readTaggedAddress(address, mailbox)?.messageId ?? []);
  const message = await messageFor(named[0] ?? null, report.messageIds);
  return message && message.firmId === firmId ? await take(raw, mail, report, message) : "notOurs";
}

async function read(raw: Buffer): Promise<{ mail: ParsedMail; report: Report }> {
  const mail = await parsed(raw);
  return { mail, report: readReport(mail, raw.toString("latin1")) };
}

async function take(raw: Buffer, mail: ParsedMail, report: Report, message: AboutMessage | null): Promise<Received> {
  if (!message || (await isOwn(mail))) return "notOurs";
  const scope: Scope = systemScope(message.firmId, "What came back");
  const written = writtenIn(mail);
  const fingerprint = fingerprintOf(raw);
  const { staffIds, again } = await takeReport(scope, { messageId: message._id, report, written, fingerprint });
  // Also when it comes again: whoever handed it over heard no answer, perhaps because nobody had been told yet. A note leaves once.
  if (report.kind === "complaint") await warnOfSpam(scope);
  if (staffIds.length > 0) await tellStaff(scope, { staffIds, message, written, raw, fingerprint });
  return again ? "again" : "taken";
}

/** Where an address names no message of ours, a Message-ID in what came may. */
export async function messageFor(id: string | null, messageIds: string[]) {
  const fields = { firmId: 1, contactId: 1, matterId: 1, to: 1, subject: 1, messageId: 1 } as const;
  return await acrossFirms(async () => {
    if (id) return await MessageModel.findById(id, fields).lean();
    for (const messageId of messageIds) {
      const found = await MessageModel.findOne({ messageId, channel: "email" }, fields).lean();
      if (found) return found;
    }
    return null;
  });
}

/** A copy of what we sent ourselves, as a note to staff whose mailbox is also the firm's: it is about no message, and nobody's answer. */
async function isOwn({ messageId }: ParsedMail): Promise<boolean> {
  if (!messageId || !/^<[0-9a-f]{32}@/.test(messageId)) return false;
  return await acrossFirms(async () => (await MessageModel.exists({ messageId, channel: "email" })) !== null);
}

/** To whom a message was delivered, as the servers on the way wrote it down; of a mailbox nobody else knows any more. */
function addressesIn(mail: ParsedMail): string[] {
  const kept = mail.headerLines.filter(({ key }) => deliveredTo.includes(key)).slice(0, 50);
  return kept.flatMap(({ line }) => line.slice(0, 5_000).match(/[^\s<>,;:"]+@[^\s<>,;:"]+/g) ?? []);
}
const deliveredTo = ["delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-forwarded-to", "to", "cc"];

export type AboutMessage = NonNullable<Awaited<ReturnType<typeof messageFor>>>;

export interface Written {
  from: { name: string; address: string };
  subject: string;
  text: string;
  attached: string[];
}

function writtenIn(mail: ParsedMail): Written {
  const sender = mail.from?.value[0];
  const html = typeof mail.html === "string" ? mail.html.replace(/<br[^>]*>|<\/p>/gi, "\n").replace(/<[^>]+>/g, "") : "";
  return {
    from: { name: headerText(sender?.name ?? "", 200), address: headerText(sender?.address ?? "", 254) },
    subject: headerText(mail.subject ?? "", 300),
    text: ownWords(mail.text || html),
    attached: mail.attachments.flatMap((one) => (one.filename ? [headerText(one.filename, 200)] : [])).slice(0, 50),
  };
}

/** Servers write their own lines above a message each time they hand it on. */
function fingerprintOf(raw: Buffer): string {
  const text = raw.toString("latin1").replace(/\r\n/g, "\n");
  const end = text.indexOf("\n\n");
  const headers = (end < 0 ? text : text.slice(0, end)).replace(/\n[ \t]+/g, " ").split("\n");
  const kept = headers.filter((line) => /^(from|to|subject|date|message-id):/i.test(line)).join("\n");
  return createHash("sha256")
    .update(kept)
    .update(end < 0 ? "" : text.slice(end))
    .digest("hex");
}
