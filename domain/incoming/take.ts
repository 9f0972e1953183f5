import Type from "typebox";
import { clock, newId, notFound, operation, type Scope, type Stored } from "../base/index.ts";
import { ContactModel, recordReply, suppressAddress } from "../contacts/index.ts";
import { emit } from "../events/index.ts";
import { pauseAfterAnswer } from "../holds/index.ts";
import { MatterModel } from "../matters/index.ts";
import { addressHash } from "../messages/addresses.ts";
import { judgeComplaints } from "../messages/guard.ts";
import { MessageModel, type MessageRecord } from "../messages/model.ts";
import { optOut } from "../messages/optOut.ts";
import { StaffModel } from "../staff/index.ts";
import { wishIn } from "../texts/wishes.ts";
import { ReceivedMailModel } from "./model.ts";
import type { Written } from "./receive.ts";
import type { Report } from "./report.ts";

type Message = Stored<MessageRecord>;
/** What they wrote, under the id it is kept by. */
type Kept = Written & { id: string };
const day = 86_400_000;

/** Does what a message that came back means; again, nothing. Gives the members of staff who are to be told. */
export const takeReport = operation({
  name: "incoming.take",
  role: "owner",
  input: Type.Object({
    messageId: Type.String(),
    fingerprint: Type.String(),
    report: Type.Unsafe<Report>(Type.Object({ kind: Type.String() })),
    written: Type.Unsafe<Written>(Type.Object({ subject: Type.String() })),
  }),
  run: async ({ messageId, fingerprint, report, written }, scope): Promise<{ staffIds: string[]; again: boolean }> => {
    const message = (await MessageModel.findById(messageId).lean()) as Message | null;
    if (!message) throw notFound("This message");
    const again = (await ReceivedMailModel.exists({ fingerprint })) !== null;
    const answered = report.kind === "reply" && message.purpose !== "staff" && !(await isFromStaff(message, written));
    const about = {
      ...(message.contactId ? { contactId: await whoIsNow(message.contactId) } : {}),
      ...(message.matterId ? { matterId: message.matterId } : {}),
    };
    if (!again) {
      const id = newId("received");
      const kept = { ...written, kind: report.kind, fingerprint, at: clock.now(), messageId, ...about, answer: answered };
      await ReceivedMailModel.create([{ _id: id, ...kept }]);
      if (answered || report.kind !== "reply") await act(scope, message, report, { ...written, id }, about.contactId);
    }
    return { again, staffIds: answered ? await whoseMatter(message) : [] };
  },
});

/** A member of staff who answers to all has answered nothing in the client's stead. */
async function isFromStaff(message: Message, { from }: Written): Promise<boolean> {
  const address = from.address.toLowerCase();
  return address !== message.to.address && (await StaffModel.exists({ email: address, active: true })) !== null;
}

/** The record that a person's former one became part of. */
async function whoIsNow(contactId: string): Promise<string> {
  return (await ContactModel.findById(contactId, { mergedInto: 1 }).lean())?.mergedInto ?? contactId;
}

async function act(scope: Scope, message: Message, report: Report, written: Kept, contactId: string | undefined): Promise<void> {
  if (message.state === "uncertain") await surelyLeft(message);
  switch (report.kind) {
    case "bounce":
      return await bounced(scope, message, report, contactId);
    case "complaint":
      return await complained(scope, message, contactId);
    case "reply":
      return await replied(scope, message, written, contactId);
    case "delivered":
      await MessageModel.updateOne({ _id: message._id }, { $set: { deliveredAt: clock.now() } });
      return;
    // Neither says that the message is lost, or that somebody read it.
    case "delayed":
    case "autoReply":
    case "notSpam":
      return;
    default:
      report satisfies never;
  }
}

/** Nobody knew whether a mail server had taken it: whatever comes back of it says so. It is not sent again then. */
async function surelyLeft({ _id, sentAt, createdAt }: Message): Promise<void> {
  const reason = "The connection ended while the mail server took it. What came back since shows that it left.";
  await MessageModel.updateOne({ _id }, { $set: { state: "sent", sentAt: sentAt ?? createdAt, reason, counting: "due" } });
}

/** So many times a mailbox may be full or a way broken, in so many days, before the address is taken for gone. */
const softAtMost = 3;
const softWithinDays = 30;

async function bounced(
  scope: Scope,
  message: Message,
  report: Extract<Report, { kind: "bounce" }>,
  contactId: string | undefined,
): Promise<void> {
  // Said twice, or less than was said before.
  if (message.bounce?.kind === "hard" || (message.bounce && !report.hard)) return;
  const at = clock.now();
  const bounce = { kind: report.hard ? ("hard" as const) : ("soft" as const), at, status: report.status, said: report.said };
  await MessageModel.updateOne({ _id: message._id }, { $set: { bounce, counting: "due" } });
  const { address } = message.to;
  const gone = report.hard || (await softBounces(address)) >= softAtMost;
  if (gone && message.purpose !== "staff")
    await suppressAddress(scope, { address, reason: `Mail came back: ${report.said}`.replace(/\s+/g, " ").slice(0, 200) });
  if (message.purpose === "staff" || (!contactId && !message.matterId)) return;
  await emit({
    type: "message.bounced",
    ...(contactId ? { contactId } : {}),
    ...(message.matterId ? { matterId: message.matterId } : {}),
    data: { ...(message.step ? { step: message.step } : {}), kind: gone ? "hard" : "soft", messageId: message._id },
  });
}

async function softBounces(address: string): Promise<number> {
  const since = new Date(clock.now().getTime() - softWithinDays * day);
  return await MessageModel.countDocuments({ "to.address": address, channel: "email", "bounce.at": { $gte: since } });
}

/** Somebody pressed "spam": nothing goes to that address any more, from anybody here (feedback loops ask for no less). */
async function complained(scope: Scope, message: Message, contactId: string | undefined): Promise<void> {
  if (message.complainedAt) return;
  await MessageModel.updateOne({ _id: message._id }, { $set: { complainedAt: clock.now(), counting: "due" } });
  const { address } = message.to;
  const source = "their complaint to their mail provider";
  if (contactId) await optOut(scope, { addressHash: addressHash(address), address, topic: "all", contactId, source });
  await suppressAddress(scope, { address, reason: "They reported our mail as spam." });
  await judgeComplaints(scope);
}

async function replied(scope: Scope, message: Message, written: Kept, contactId: string | undefined): Promise<void> {
  if (!contactId) return;
  await MessageModel.updateOne({ _id: message._id }, { $set: { repliedAt: clock.now(), counting: "due" } });
  if (!(await ContactModel.exists({ _id: contactId, deletedAt: null }))) return;
  const begins = written.text.slice(0, 500) || "(nothing but what they attached)";
  await recordReply(scope, { contactId, message: begins, received: written.id });
  const { address } = message.to;
  const [first = ""] = written.text.split("\n");
  if (wishIn(first) === "stop")
    return void (await optOut(scope, { addressHash: addressHash(address), address, topic: "all", contactId, source: "their email" }));
  await pauseAfterAnswer(scope, contactId, "email");
}

/** Whoever the matter is assigned to; else the firm's owners. */
async function whoseMatter({ matterId }: Message): Promise<string[]> {
  const matter = matterId ? await MatterModel.findById(matterId, { assignee: 1 }).lean() : null;
  const assignee = matter?.assignee ? await StaffModel.findOne({ _id: matter.assignee, active: true }, { _id: 1 }).lean() : null;
  if (assignee) return [assignee._id];
  return (await StaffModel.find({ role: "owner", active: true }, { _id: 1 }).lean()).map((one) => one._id);
}
