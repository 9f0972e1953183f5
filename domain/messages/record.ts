import Type from "typebox";
import { changeFound, clock, newId, operation, systemScope } from "../base/index.ts";
import { suppressAddress } from "../contacts/index.ts";
import { emit } from "../events/index.ts";
import { statusIn } from "../incoming/failures.ts";
import { beginningsOf } from "./beginnings.ts";
import { MessageModel, type MessageRecord, type MessageState } from "./model.ts";
import { type Handed, sendLeaseMs } from "./transport.ts";

/** With what it is found by in the outbox. Of each record that is written. */
export const findable = <T extends Pick<MessageRecord, "channel" | "subject" | "to">>(
  record: T,
): T & Pick<MessageRecord, "beginnings"> => ({
  ...record,
  beginnings: beginningsOf(record),
});

/** Writes a message down before it leaves, and takes the right to send it. Null while another attempt has that right. */
export const beginSending = operation({
  name: "messages.beginSending",
  role: "staff",
  input: Type.Object({ record: Type.Record(Type.String(), Type.Unknown()), claimed: Type.Boolean() }),
  run: async ({ record: raw, claimed }) => {
    const record = findable(raw as unknown as Omit<MessageRecord, "state" | "attempts" | "beginnings">);
    const now = clock.now();
    const leaseUntil = new Date(now.getTime() + sendLeaseMs);
    const known = await MessageModel.findOne({ key: record.key }, { state: 1, leaseUntil: 1 }).lean();
    if (known?.state === "sent") return null;
    if (known?.state === "sending" && !claimed && known.leaseUntil && known.leaseUntil > now) return null;
    if (known) {
      // The address that was refused has been corrected since.
      const anew = known.state === "failed" ? { bounce: 1 as const } : {};
      await MessageModel.updateOne(
        { _id: known._id },
        { $set: { ...record, state: "sending", leaseUntil }, $inc: { attempts: 1 }, $unset: { reason: 1, surely: 1, ...anew } },
      );
      return known._id;
    }
    const id = newId("message");
    await MessageModel.create([{ _id: id, ...record, state: "sending", leaseUntil, attempts: 1 }]);
    return id;
  },
});

/** What became of an attempt, with its event: a refused address is a bounce and is not written to again. */
export const settleSending = operation({
  name: "messages.settleSending",
  role: "staff",
  input: Type.Object({ id: Type.String(), handed: Type.Unsafe<Handed>(Type.Object({ status: Type.String() })), doubt: Type.Boolean() }),
  run: async ({ id, handed, doubt }) => {
    // What an earlier attempt left in doubt, a later refusal does not settle.
    const state: MessageState = handed.status === "failed" && doubt ? "uncertain" : handed.status;
    const reason = handed.status === "sent" ? handed.response : handed.reason;
    const message = await changeFound(
      MessageModel,
      { _id: id },
      {
        $set: {
          state,
          reason: doubt && handed.status === "sent" ? `${reason} (an earlier attempt may have arrived too)` : reason,
          surely: handed.status === "failed" && !doubt,
          counting: "due",
          ...(doubt ? { doubted: true } : {}),
          ...(handed.status === "sent" ? { sentAt: clock.now() } : {}),
          ...(handed.status === "sent" && handed.providerId ? { providerId: handed.providerId } : {}),
        },
        $unset: { leaseUntil: 1 },
      },
    );
    if (!message || handed.status !== "failed" || handed.kind !== "permanent") return;
    const about = {
      ...(message.contactId ? { contactId: message.contactId } : {}),
      ...(message.matterId ? { matterId: message.matterId } : {}),
    };
    // Refused at the door or given back later: the address is wrong either way, and is counted and listed with what came back.
    if (handed.badAddress && !doubt && message.channel === "email") {
      const bounce = { kind: "hard" as const, at: clock.now(), status: statusIn(handed.reason), said: handed.reason };
      await MessageModel.updateOne({ _id: id }, { $set: { bounce } });
    }
    if (handed.badAddress && message.purpose !== "staff")
      await suppressAddress(systemScope(message.firmId), { address: message.to.address, reason: handed.reason.slice(0, 200) });
    if (message.purpose === "staff" || Object.keys(about).length === 0) return;
    await emit({
      type: handed.badAddress ? "message.bounced" : "message.failed",
      ...about,
      data: { ...(message.step ? { step: message.step } : {}), ...(handed.badAddress ? { kind: "hard" } : {}), messageId: message._id },
    });
  },
});

/** A message that was decided against, could not be made or goes as a letter: kept, so that the one list of messages tells why. */
export const recordUnsent = operation({
  name: "messages.recordUnsent",
  role: "staff",
  input: Type.Object({
    record: Type.Record(Type.String(), Type.Unknown()),
    state: Type.Enum(["skipped", "failed", "toPost"]),
    reason: Type.String(),
  }),
  run: async ({ record: raw, state, reason }) => {
    const record = findable(raw as unknown as MessageRecord);
    const known = await MessageModel.findOne({ key: record.key }, { state: 1 }).lean();
    // What was or may have been sent under this key stays told.
    if (known && (known.state === "sent" || known.state === "uncertain" || known.state === "sending")) return known._id;
    if (known) {
      await MessageModel.updateOne({ _id: known._id }, { $set: { ...record, state, reason, surely: true } });
      return known._id;
    }
    const id = newId("message");
    await MessageModel.create([{ _id: id, ...record, state, reason, surely: true }]);
    return id;
  },
});
