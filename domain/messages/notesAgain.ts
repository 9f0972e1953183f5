import { acrossFirms, clock, type Scope, type Stored, systemScope, withScope } from "../base/index.ts";
import { dropFile, fileBytes, keepFile } from "../files/index.ts";
import { StaffModel } from "../staff/index.ts";
import type { Attachment, Delivered } from "./deliver.ts";
import { NotificationModel, type NotificationRecord } from "./model.ts";
import { deliverNote } from "./note.ts";
import { sendLeaseMs } from "./transport.ts";

/** Emails of notes to staff that could not leave: tried again like any other mail, under the same key, so that each leaves once. */

type Noted = Stored<NotificationRecord>;
const minute = 60_000;
/** Longer than an attempt takes: whoever is at it keeps everybody else from it. */
const attemptMs = sendLeaseMs + minute;
/** Then it stands as failed among all messages, and in their list inside the product. */
const giveUpAfterMs = 3 * 24 * 60 * minute;

/** When a note's email is taken up by others, should whoever sends it now be stopped before it says how that went. */
export const firstMail = (now: Date) => ({ dueAt: new Date(now.getTime() + attemptMs), tries: 0, fileIds: [] });

/** What came of an attempt: it is done with, or is tried again after a while. What is attached is kept for that. */
export async function settleNote(
  scope: Scope,
  { key, staffId }: { key: string; staffId: string },
  delivered: Delivered,
  attachments: Attachment[] = [],
): Promise<void> {
  const noted = (await withScope(scope, () => NotificationModel.findOne({ key, staffId }, { mail: 1, at: 1 }).lean())) as Noted | null;
  if (!noted?.mail) return;
  const { tries } = noted.mail;
  const now = clock.now();
  const isOver = now.getTime() - noted.at.getTime() > giveUpAfterMs;
  if (!isToTryAgain(delivered) || isOver) return await done(scope, noted);
  const fileIds = tries === 0 ? await kept(scope, attachments) : noted.mail.fileIds;
  const dueAt = new Date(now.getTime() + Math.min(60, 2 ** tries) * minute);
  await change(scope, { _id: noted._id }, { $set: { mail: { dueAt, tries: tries + 1, fileIds } } });
}

async function kept(scope: Scope, files: Attachment[]): Promise<string[]> {
  const ids: string[] = [];
  for (const { name, type, bytes } of files) ids.push((await keepFile(scope, { name, type, content: bytes, waiting: true })).fileId);
  return ids;
}

const isToTryAgain = (delivered: Delivered): boolean =>
  (delivered.status === "failed" && delivered.kind === "temporary") || (delivered.status === "uncertain" && delivered.again);

async function done(scope: Scope, { _id, mail }: Noted): Promise<void> {
  await change(scope, { _id }, { $unset: { mail: 1 } });
  for (const fileId of mail?.fileIds ?? []) await dropFile(scope, fileId);
}

const change = (scope: Scope, which: Record<string, unknown>, update: Parameters<typeof NotificationModel.updateOne>[1]) =>
  withScope(scope, () => NotificationModel.updateOne(which, update));

/** Sends what is due again, of all firms. Every worker may: each is taken by one at a time. One that can't be sent keeps no other waiting. */
export async function sendNotesAgain(onError: (error: unknown) => void): Promise<void> {
  const due = await acrossFirms(() =>
    NotificationModel.find({ "mail.dueAt": { $lte: clock.now() } }, { firmId: 1 })
      .sort({ "mail.dueAt": 1 })
      .limit(100)
      .lean(),
  );
  for (const { _id, firmId } of due) await sendAgain(systemScope(firmId, "Notes to staff"), _id).catch(onError);
}

async function sendAgain(scope: Scope, id: string): Promise<void> {
  const noted = (await withScope(scope, () => NotificationModel.findOne({ _id: id }).lean())) as Noted | null;
  if (!noted?.mail || !(await taken(scope, noted))) return;
  const { key, staffId, mail } = noted;
  const staff = await withScope(scope, () => StaffModel.findOne({ _id: staffId, active: true }, { name: 1, email: 1 }).lean());
  if (!staff) return await done(scope, noted);
  const attachments: Attachment[] = [];
  for (const fileId of mail.fileIds) {
    const { name, type, content } = await withScope(scope, () => fileBytes(scope, fileId));
    attachments.push({ name, type, bytes: content });
  }
  const delivered = await deliverNote(scope, { key: { own: key }, staff, note: noted, attachments });
  await settleNote(scope, noted, delivered);
}

/** Only as it was seen: another worker may have taken it in between. */
async function taken(scope: Scope, { _id, mail }: Noted): Promise<boolean> {
  const dueAt = new Date(clock.now().getTime() + attemptMs);
  const { modifiedCount } = await change(scope, { _id, "mail.dueAt": mail?.dueAt }, { $set: { "mail.dueAt": dueAt } });
  return modifiedCount === 1;
}
