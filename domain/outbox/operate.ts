import Type from "typebox";
import { clock, conflict, notFound, operation, query, type Scope, type Stored } from "../base/index.ts";
import { closed, id } from "../inputs/index.ts";
import { MessageModel, type MessageRecord } from "../messages/model.ts";
import { isGone, temporal } from "../runs/index.ts";

/** What staff do with a message before it leaves. Each asks its flow at once whether it may leave now. */

/** One that has not left. */
export const waiting = query({
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

export const change = operation({
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

/** Has the run ask again for what was put off, as when a calendar changes. */
async function ask(runId: string): Promise<void> {
  try {
    await temporal().client.workflow.getHandle(runId).signal("calendar", { at: clock.now().toISOString() });
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}
