import type { PersonFacts } from "../../engine/run/types.ts";
import { clock, DomainError, type Scope, withScope } from "../base/index.ts";
import { returnMailbox } from "../mailbox/model.ts";
import { domainOf, headerText } from "./addresses.ts";
import { type ApprovedMail, type Composed, composeMail, type Letter, nameOf } from "./compose.ts";
import type { Conversation } from "./conversation.ts";
import { assigneeOf } from "./fill.ts";
import { imagesOf } from "./images.ts";
import { keyText, type MessageKey, messageIdOf } from "./keys.ts";
import { MessageModel } from "./model.ts";
import { mayNotWrite } from "./optOut.ts";
import { picturesFor } from "./pictures.ts";
import { beginSending, recordUnsent, settleSending } from "./record.ts";
import { returnAddress } from "./returnAddresses.ts";
import { signatureFor } from "./signing.ts";
import { tracked } from "./tracking.ts";
import { handOver, whenFree } from "./transport.ts";

export interface Attachment {
  name: string;
  type: string;
  bytes: Uint8Array;
  /** Shown inside the message as `cid:<this>`. */
  cid?: string;
}
export interface DeliverInput {
  key: MessageKey;
  /** The caller holds the effect's lease, so no other attempt can be under way: one left over by a killed process is taken up at once. */
  claimed?: boolean;
  /** Asked when it is about to leave. Throws where it must not any more: then it surely has not. */
  beforeLeaving?: () => Promise<void>;
  template: string | Letter;
  templateVersion?: number;
  purpose: "transactional" | "marketing" | "staff";
  /** Found in `facts.contact` and `facts.people` by this id … */
  contactId?: string;
  /** … or given as such (staff, somebody not in the facts). */
  recipient?: PersonFacts;
  matterId?: string;
  /** Of the flow that sends it. */
  flowKey?: string;
  staffId?: string;
  facts: Record<string, unknown>;
  links?: Record<string, unknown>;
  request?: Record<string, unknown>;
  zone?: string;
  attachments?: Attachment[];
  /** Recorded with the message; their files come as `attachments`. */
  documentIds?: string[];
  /** An invitation that calendars understand (RFC 5545); `method` as in the object itself. */
  calendar?: { method: "REQUEST" | "CANCEL" | "PUBLISH"; content: string };
  inName?: "firm" | "assignee";
  /** The earlier message whose conversation this continues. */
  conversation?: Conversation;
  approved?: ApprovedMail;
}

/**
 * `uncertain`: the mail server may or may not have it. For `transactional` and `staff` call again (it leaves under the same Message-ID);
 * for `marketing` leave it (rule 2). `sent` with `uncertain: true`: an earlier attempt may have arrived too.
 * `failed` is always sure: it did not leave. `temporary` may be tried again, `permanent` needs somebody.
 */
export type Delivered =
  | { status: "sent"; id: string; messageId: string; uncertain?: boolean; already?: boolean }
  | { status: "uncertain"; id: string; messageId: string; reason: string; again: boolean }
  | { status: "skipped"; id: string; reason: string }
  | {
      status: "failed";
      kind: "temporary" | "permanent";
      id?: string;
      reason: string /** JSON pointer of the field at fault. */;
      field?: string;
    };

/** Composes, records and hands over one message, once under its key. */
export async function deliverMail(scope: Scope, input: DeliverInput): Promise<Delivered> {
  const before = await earlier(scope, input);
  if (before?.answer) return before.answer;
  const recipient = input.recipient ?? personIn(input.facts, input.contactId);
  if (!recipient)
    return {
      status: "failed",
      kind: "permanent",
      reason: "There is nobody to send this to. Add the person to the matter.",
      field: "/contactId",
    };
  const { pictures, attachments } = await picturesFor(scope, input.facts);
  let mail: Composed;
  let images: Attachment[];
  try {
    mail = await composeMail(scope, { ...input, recipient, pictures });
    images = await imagesOf(scope, mail.html);
  } catch (error) {
    return await notComposed(scope, input, recipient, error);
  }
  const record = recordOf(scope, input, mail, recipient);
  const signature = await signatureFor(scope, mail.from.address);
  const mailbox = await withScope(scope, returnMailbox);
  const leaving = await whenFree(async () => {
    // Only now: others may have stood before it for a while, and meanwhile whoever gets it asked for no more.
    const stopped = await notWanted(scope, input, mail, record);
    if (stopped) return stopped;
    await input.beforeLeaving?.();
    const id = await beginSending(scope, { record, claimed: input.claimed === true });
    if (!id) return null;
    const handed = await handOver({
      signature,
      envelope: { from: returnAddress("bounce", id, mailbox) ?? mail.from.address, to: mail.to.address },
      message: {
        ...messageOf(mail, { ...input, attachments: [...attachments.filter(isShownIn(mail)), ...images, ...(input.attachments ?? [])] }),
        ...(input.purpose === "marketing" ? { html: tracked(mail.html, id) } : {}),
        ...replyTo(mail, input, returnAddress("reply", id, mailbox)),
      },
      messageId: record.messageId,
    });
    return { id, handed };
  });
  if (!leaving) return { status: "failed", kind: "temporary", reason: "Another attempt to send this is still under way." };
  if ("status" in leaving) return leaving;
  const { id, handed } = leaving;
  const doubt = before?.doubt === true;
  await settleSending(scope, { id, handed, doubt });
  if (handed.status === "sent") return { status: "sent", id, messageId: record.messageId, ...(doubt ? { uncertain: true } : {}) };
  if (handed.status === "uncertain" || doubt)
    return { status: "uncertain", id, messageId: record.messageId, reason: handed.reason, again: input.purpose !== "marketing" };
  return { status: "failed", kind: handed.kind, id, reason: handed.reason, ...(handed.badAddress ? { field: "/contact/email" } : {}) };
}

/** A logo or photograph that this message does not show does not travel with it. */
const isShownIn =
  ({ html }: Composed) =>
  ({ cid }: Attachment): boolean =>
    cid === undefined || html.includes(`cid:${cid}`);

/** Whether nothing may go to this address now, written down with why: it bounced, or somebody there asked for no more of these. */
async function notWanted(
  scope: Scope,
  { purpose }: DeliverInput,
  { to, topic }: Composed,
  record: ReturnType<typeof recordOf>,
): Promise<Delivered | null> {
  const stop = await withScope(scope, () => mayNotWrite(to.address, purpose, topic));
  if (!stop) return null;
  const id = await recordUnsent(scope, { record, state: stop.hard ? "failed" : "skipped", reason: stop.why });
  return stop.hard
    ? { status: "failed", kind: "permanent", id, reason: stop.why, field: "/contact/email" }
    : { status: "skipped", id, reason: stop.why };
}

/** What an earlier attempt under this key left: an answer, or the doubt whether it arrived. */
async function earlier(scope: Scope, input: DeliverInput): Promise<{ answer?: Delivered; doubt?: boolean } | null> {
  const known = await withScope(scope, () => MessageModel.findOne({ key: keyText(input.key) }, { html: 0, text: 0, values: 0 }).lean());
  if (!known) return null;
  const { _id: id, messageId } = known;
  if (known.state === "sent")
    return { answer: { status: "sent", id, messageId, already: true, ...(known.doubted ? { uncertain: true } : {}) } };
  const died = known.state === "sending" && (input.claimed === true || !known.leaseUntil || known.leaseUntil <= clock.now());
  if (known.state !== "uncertain" && !died) return null;
  const reason = known.reason ?? "The program was stopped while the message was being sent.";
  if (input.purpose !== "marketing") return { doubt: true };
  if (died) await settleSending(scope, { id, handed: { status: "uncertain", reason }, doubt: false });
  return { answer: { status: "uncertain", id, messageId, reason, again: false } };
}

async function notComposed(scope: Scope, input: DeliverInput, recipient: PersonFacts, error: unknown): Promise<Delivered> {
  if (!(error instanceof DomainError)) throw error;
  const blank: Composed = {
    subject: "",
    html: "",
    text: "",
    from: { name: "", address: "" },
    to: { name: nameOf(recipient), address: typeof recipient.email === "string" ? recipient.email.slice(0, 400) : "" },
    values: {},
    headers: {},
    language: "en",
    topic: "",
  };
  const id = await recordUnsent(scope, { record: recordOf(scope, input, blank, recipient), state: "failed", reason: error.message });
  return { status: "failed", kind: "permanent", id, reason: error.message, ...(error.errors[0] ? { field: error.errors[0].path } : {}) };
}

function recordOf(scope: Scope, input: DeliverInput, mail: Composed, recipient: PersonFacts) {
  const { key } = input;
  return {
    key: keyText(key),
    ...("own" in key ? {} : key),
    channel: "email" as const,
    purpose: input.purpose,
    to: mail.to,
    from: mail.from,
    messageId: messageIdOf(scope.firmId, key, mail.from.address ? domainOf(mail.from.address) : "firmflow.invalid"),
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    language: mail.language,
    values: mail.values,
    documentIds: input.documentIds ?? [],
    ...(mail.template ? { template: mail.template } : {}),
    ...(mail.topic ? { topic: mail.topic } : {}),
    ...(input.staffId ? { staffId: input.staffId } : { contactId: recipient.id }),
    ...(input.matterId ? { matterId: input.matterId } : {}),
    ...(input.flowKey ? { flowKey: input.flowKey } : {}),
  };
}

function messageOf(mail: Composed, input: DeliverInput): Record<string, unknown> {
  const { calendar, conversation } = input;
  return {
    from: mail.from,
    to: { name: headerText(mail.to.name), address: mail.to.address },
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    headers: mail.headers,
    ...(conversation ? { inReplyTo: conversation.messageId, references: [conversation.messageId] } : {}),
    ...(calendar ? { icalEvent: { method: calendar.method, filename: "invite.ics", content: calendar.content } } : {}),
    attachments: (input.attachments ?? []).map(({ name, type, bytes, cid }) => ({
      filename: headerText(name, 120),
      contentType: headerText(type, 120),
      content: Buffer.from(bytes),
      ...(cid ? { cid, contentDisposition: "inline" } : {}),
    })),
  };
}

/**
 * Answers come to us, who hand them on to whoever looks after the matter; where nothing hears them here, straight to the assignee. Staff
 * answer each other as they always do.
 */
function replyTo(mail: Composed, { purpose, facts }: DeliverInput, ours: string | null): { replyTo?: { name: string; address: string } } {
  if (purpose === "staff") return {};
  if (ours) return { replyTo: { name: mail.from.name, address: ours } };
  const assignee = assigneeOf(facts);
  return assignee && assignee.address !== mail.from.address ? { replyTo: assignee } : {};
}

/** Somebody among the facts: the main contact or one of the matter's people. */
export function personIn(facts: Record<string, unknown>, contactId: string | undefined): PersonFacts | null {
  const { contact, people } = facts as { contact?: PersonFacts; people?: Record<string, PersonFacts[]> };
  if (!contactId) return contact ?? null;
  if (contact?.id === contactId) return contact;
  return (
    Object.values(people ?? {})
      .flat()
      .find((person) => person.id === contactId) ?? null
  );
}
