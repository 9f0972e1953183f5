import type { PersonFacts } from "../../engine/run/types.ts";
import { clock, DomainError, publicUrl, type Scope, withScope } from "../base/index.ts";
import { suppressionOf } from "../contacts/index.ts";
import {
  beginSending,
  type Delivered,
  keyText,
  type MessageKey,
  MessageModel,
  messageIdOf,
  personIn,
  recordUnsent,
  settleSending,
} from "../messages/index.ts";
import { type ComposedText, type ComposeText, composeText } from "./compose.ts";
import { findText, handOverText, type OutgoingText } from "./provider.ts";
import { beginningOf } from "./words.ts";

export interface DeliverText extends Omit<ComposeText, "recipient"> {
  key: MessageKey;
  /** The caller holds the effect's lease, so no other attempt can be under way. */
  claimed?: boolean;
  /** Asked when it is about to leave. Throws where it must not any more: then it surely has not. */
  beforeLeaving?: () => Promise<void>;
  /** Found in `facts.contact` and `facts.people`. */
  contactId: string;
  matterId?: string;
}

/**
 * Composes, records and hands over one text, once under its key. The provider knows no idempotency key; after an attempt whose answer
 * nobody heard it is asked for what it has (rule 2): what it has was sent, what it has not surely was not and goes again. Only while it
 * can't be asked is the text uncertain; a marketing one then stays so and is not sent again.
 */
export async function deliverText(scope: Scope, input: DeliverText): Promise<Delivered> {
  const before = await earlier(scope, input);
  if (before) return before;
  const recipient = personIn(input.facts, input.contactId);
  if (!recipient)
    return {
      status: "failed",
      kind: "permanent",
      reason: "There is nobody to send this to. Add the person to the matter.",
      field: "/contactId",
    };
  let text: ComposedText;
  try {
    text = await composeText(scope, { ...input, recipient });
  } catch (error) {
    return await notComposed(scope, input, recipient, error);
  }
  const record = recordOf(scope, input, text, recipient);
  const stop = await withScope(scope, () => suppressionOf(text.to.address));
  if (stop && input.purpose === "marketing") return await left(scope, record, stop);
  if (stop) return await refused(scope, record, `No texts may go to this number: ${stop}`, "/contact/phone");
  // Asked before it is written down as being sent: where it must not leave any more, nobody is in doubt of it.
  await input.beforeLeaving?.();
  const id = await beginSending(scope, { record, claimed: input.claimed === true });
  if (!id) return { status: "failed", kind: "temporary", reason: "Another attempt to send this is still under way." };
  const handed = await handOverText(outgoing(id, record));
  await settleSending(scope, { id, handed, doubt: false });
  const { messageId } = record;
  if (handed.status === "sent") return { status: "sent", id, messageId };
  if (handed.status === "uncertain") return { status: "uncertain", id, messageId, reason: handed.reason, again: true };
  return { status: "failed", kind: handed.kind, id, reason: handed.reason, ...(handed.badAddress ? { field: "/contact/phone" } : {}) };
}

/** So long after an attempt the provider's list is sure to show what it took. */
const listedAfterMs = 20_000;

/** What an earlier attempt under this key came to; null when there was none, or it surely sent nothing. */
async function earlier(scope: Scope, input: DeliverText): Promise<Delivered | null> {
  const known = await withScope(scope, () => MessageModel.findOne({ key: keyText(input.key) }, { html: 0, values: 0 }).lean());
  if (!known) return null;
  const { _id: id, messageId } = known;
  if (known.state === "sent") return { status: "sent", id, messageId, already: true };
  const died = known.state === "sending" && (input.claimed === true || !known.leaseUntil || known.leaseUntil <= clock.now());
  if (known.state !== "uncertain" && !died) return null;
  const reason = known.reason ?? "The program was stopped while the text was being sent.";
  const settle = (handed: Parameters<typeof settleSending>[1]["handed"]) => settleSending(scope, { id, handed, doubt: false });
  try {
    const others = await withScope(scope, () => MessageModel.distinct("providerId", { "to.address": known.to.address, channel: "text" }));
    const providerId = await findText(outgoing(id, known), known.createdAt, new Set(others.map(String)));
    if (providerId) {
      await settle({ status: "sent", response: "found in the provider's list", providerId });
      return { status: "sent", id, messageId, already: true };
    }
    if (clock.now().getTime() - known.updatedAt.getTime() >= listedAfterMs) return null;
  } catch {
    // It can't be asked: nothing is known yet.
  }
  if (died) await settle({ status: "uncertain", reason });
  return { status: "uncertain", id, messageId, reason, again: true };
}

const outgoing = (id: string, { to, from, text }: Pick<ReturnType<typeof recordOf>, "to" | "from" | "text">): OutgoingText => ({
  to: to.address,
  from: from.address,
  body: text,
  statusCallback: statusUrl(id),
});

/** Where the provider tells what became of a message. */
export const statusUrl = (id: string): string => `${publicUrl()}/api/public/texts/status/${id}`;

async function left(scope: Scope, record: ReturnType<typeof recordOf>, reason: string): Promise<Delivered> {
  return { status: "skipped", id: await recordUnsent(scope, { record, state: "skipped", reason }), reason };
}

async function refused(scope: Scope, record: ReturnType<typeof recordOf>, reason: string, field?: string): Promise<Delivered> {
  const id = await recordUnsent(scope, { record, state: "failed", reason });
  return { status: "failed", kind: "permanent", id, reason, ...(field ? { field } : {}) };
}

async function notComposed(scope: Scope, input: DeliverText, recipient: PersonFacts, error: unknown): Promise<Delivered> {
  if (!(error instanceof DomainError)) throw error;
  const blank: ComposedText = {
    to: { name: "", address: typeof recipient.phone === "string" ? recipient.phone.slice(0, 40) : "" },
    from: { name: "", address: "" },
    body: "",
    language: "en",
    values: {},
  };
  return await refused(scope, recordOf(scope, input, blank, recipient), error.message, error.errors[0]?.path);
}

function recordOf(scope: Scope, input: DeliverText, text: ComposedText, recipient: PersonFacts) {
  const { key } = input;
  return {
    key: keyText(key),
    ...("own" in key ? {} : key),
    channel: "text" as const,
    purpose: input.purpose,
    to: text.to,
    from: text.from,
    messageId: messageIdOf(scope.firmId, key, "texts.firmflow.invalid"),
    subject: beginningOf(text.body),
    text: text.body,
    language: text.language,
    values: text.values,
    documentIds: [],
    contactId: recipient.id,
    ...(input.matterId ? { matterId: input.matterId } : {}),
  };
}
