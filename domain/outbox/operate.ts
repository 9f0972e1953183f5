import Type from "typebox";
import { lookAt } from "../approvals/contents.ts";
import { editedMail } from "../approvals/messages.ts";
import type { ApprovedMessage } from "../approvals/model.ts";
import { clock, conflict, invalidField, notFound, operation, query, type Scope, type Stored } from "../base/index.ts";
import { closed, id } from "../inputs/index.ts";
import { MessageModel, type MessageRecord } from "../messages/model.ts";
import { isGone, temporal } from "../runs/index.ts";

/** What staff do with a message before it leaves. Each asks its flow at once whether it may leave now. */

const waiting = query({
  name: "outbox.waiting",
  role: "staff",
  input: Type.Object({ messageId: id }, closed),
  run: async ({ messageId }) => {
    const found = (await MessageModel.findById(messageId).lean()) as Stored<MessageRecord> | null;
    if (!found) throw notFound("This message");
    return stillWaiting(found);
  },
});

function stillWaiting(message: Stored<MessageRecord>): Stored<MessageRecord> & { runId: string; step: string } {
  if (message.state !== "planned" && message.state !== "held")
    throw conflict("not-planned", "This message is no longer waiting: it has left, or was left out. Look at it again.");
  if (!message.runId || !message.step) throw conflict("not-planned", "This message belongs to no flow, and leaves by itself.");
  return { ...message, runId: message.runId, step: message.step };
}

const change = operation({
  name: "outbox.change",
  role: "staff",
  input: Type.Object({ messageId: id, set: Type.Record(Type.String(), Type.Unknown()), unset: Type.Array(Type.String()) }),
  run: async ({ messageId, set, unset }) => {
    const found = (await MessageModel.findById(messageId).lean()) as Stored<MessageRecord> | null;
    if (!found) throw notFound("This message");
    stillWaiting(found);
    const gone = Object.fromEntries(unset.map((name) => [name, 1]));
    await MessageModel.updateOne({ _id: messageId }, { $set: set, ...(unset.length ? { $unset: gone } : {}) });
  },
});

/** It waits until somebody lets it go. */
export async function holdMessage(scope: Scope, { messageId, reason }: { messageId: string; reason: string }): Promise<void> {
  const { runId } = await waiting(scope, { messageId });
  const ownHold = { reason: reason.trim(), by: scope.actor.name };
  await change(scope, { messageId, set: { ownHold, state: "held", reason: heldWords(ownHold) }, unset: ["pressed"] });
  await ask(runId);
}

export const heldWords = ({ reason, by }: { reason: string; by: string }): string => `Held by ${by}: ${reason}`;

/** It goes when its flow says. */
export async function letMessageGo(scope: Scope, { messageId }: { messageId: string }): Promise<void> {
  const { runId, ownHold } = await waiting(scope, { messageId });
  if (!ownHold)
    throw conflict("not-held", "Nobody holds this message itself. A hold on the person, matter, flow or firm is lifted under Holds.");
  await change(scope, { messageId, set: { state: "planned", reason: "It goes when its flow says." }, unset: ["ownHold"] });
  await ask(runId);
}

/** It goes now: neither its flow's hours nor the firm's limits keep it. Holds, consent and quiet hours do. */
export async function sendMessageNow(scope: Scope, { messageId }: { messageId: string }): Promise<void> {
  const { runId, state, ownHold, reason } = await waiting(scope, { messageId });
  if (state === "held" && !ownHold) throw conflict("held", `It is held: ${reason ?? ""} Lift that hold first.`);
  const pressed = { by: scope.actor.name, at: clock.now().toISOString() };
  await change(scope, { messageId, set: { pressed, state: "planned", reason: `${pressed.by} sends it now.` }, unset: ["ownHold"] });
  await ask(runId);
}

/** What it says instead, as it stands: what looks like a merge field is none. */
export async function changeMessage(
  scope: Scope,
  { messageId, subject, text }: { messageId: string; subject: string; text: string },
): Promise<void> {
  const message = await waiting(scope, { messageId });
  if (message.channel !== "email") throw invalidField("/text", "A text that waits can't be changed here. Hold it, and text them yourself.");
  const looking = await lookAt(scope, { runId: message.runId, what: message.step });
  const person =
    Object.values(looking.facts.people ?? {})
      .flat()
      .find((one) => one.id === message.contactId) ?? looking.facts.contact;
  if (!person) throw notFound("The person this goes to");
  const { to, from, html, text: before, values, language, template } = message;
  const known: ApprovedMessage = {
    ...{ to, from, subject: message.subject, html, text: before, values, language },
    topic: message.topic ?? "",
    contactId: person.id,
    channel: "email",
    ...(template ? { template } : {}),
  };
  const changed = await editedMail(looking, person, known, { subject, body: [{ type: "text", text }] });
  await change(scope, { messageId, set: { change: changed, subject: changed.subject, html: changed.html, text: changed.text }, unset: [] });
}

/** Has the run ask again for what was put off, as when a calendar changes. */
async function ask(runId: string): Promise<void> {
  try {
    await temporal().client.workflow.getHandle(runId).signal("calendar", { at: clock.now().toISOString() });
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}
