import Type from "typebox";
import { acrossFirms, clock, notFound, operation, systemScope } from "../base/index.ts";
import { suppressAddress } from "../contacts/index.ts";
import { emit } from "../events/index.ts";
import { MessageModel, settleSending } from "../messages/index.ts";
import { isBadNumber } from "./provider.ts";

export interface TextStatus {
  messageId: string;
  providerId: string;
  /** As the provider names it: `queued`, `sent`, `delivered`, `undelivered`, `failed`. */
  status: string;
  code?: string;
}

/** The provider tells what became of a text; in any order, and more than once. */
export async function noteTextStatus(told: TextStatus): Promise<void> {
  const message = await acrossFirms(() => MessageModel.findOne({ _id: told.messageId, channel: "text" }, { firmId: 1, state: 1 }).lean());
  if (!message) throw notFound("This message");
  const scope = systemScope(message.firmId, "The provider of texts");
  // Nobody had heard whether the provider took it: this says that it did.
  if (message.state === "uncertain" || message.state === "sending")
    await settleSending(scope, {
      id: told.messageId,
      handed: { status: "sent", response: told.status.slice(0, 40), providerId: told.providerId },
      doubt: false,
    });
  await note(scope, told);
}

const final: ReadonlySet<string> = new Set(["delivered", "undelivered", "failed"]);

const note = operation({
  name: "texts.status",
  role: "owner",
  input: Type.Object({
    messageId: Type.String({ maxLength: 60 }),
    providerId: Type.String({ maxLength: 64 }),
    status: Type.String({ maxLength: 40 }),
    code: Type.Optional(Type.String({ maxLength: 20 })),
  }),
  run: async ({ messageId, providerId, status, code }, scope) => {
    const message = await MessageModel.findById(messageId).lean();
    if (!message || (message.providerId && message.providerId !== providerId)) throw notFound("This message");
    // A later word may overtake an earlier one: what is final stays.
    if (message.delivery && final.has(message.delivery.status)) return;
    await MessageModel.updateOne(
      { _id: messageId },
      {
        $set: { delivery: { status, at: clock.now(), ...(code ? { code } : {}) }, counting: "due" },
      },
    );
    if (status !== "undelivered" && status !== "failed") return;
    const hard = isBadNumber(code);
    if (hard) await suppressAddress(scope, { address: message.to.address, reason: "The number takes no texts." });
    await emit({
      type: hard ? "message.bounced" : "message.failed",
      ...(message.contactId ? { contactId: message.contactId } : {}),
      ...(message.matterId ? { matterId: message.matterId } : {}),
      data: { ...(message.step ? { step: message.step } : {}), ...(hard ? { kind: "hard" } : {}), messageId },
    });
  },
});
