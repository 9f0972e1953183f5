import { clock, currentScope } from "../base/index.ts";
import { firmInScope } from "../firms/index.ts";
import { MessageModel } from "./model.ts";

/** Letters that staff print and post, for whoever has no email address. The task to post one and its place among all messages go together. */

/** Why a letter has not left. */
export const waitsForStaff = "They have no email address: staff print it and post it.";
/** Why one never leaves. */
export const neededNoMore = "It was not needed any more before anybody posted it.";

/** A letter as the story of its run tells of it. */
export interface LetterOfRun {
  id: string;
  step: string;
  to: string;
  /** When it was made, or posted. */
  at: Date;
  isPosted: boolean;
  /** What it asks for came first, or nobody asks for it now: it is not posted any more. */
  notNeeded: boolean;
  /** "Posted on November 26, 2026 by Ana Ruiz.", or why it has not left. */
  says: string;
}

/** It is posted, now and by whoever says so. Within the operation that has its task done. */
export async function letterPosted(messageId: string): Promise<void> {
  const now = clock.now();
  const { zone } = await firmInScope();
  const day = new Intl.DateTimeFormat("en-US", { dateStyle: "long", timeZone: zone }).format(now);
  await MessageModel.updateOne(
    { _id: messageId, channel: "letter", state: "toPost" },
    { $set: { state: "sent", sentAt: now, counting: "due", reason: `Posted on ${day} by ${currentScope().actor.name}.` } },
  );
}

/** Nobody has posted it after all, or it is needed again. Within the operation that opens its task again. */
export async function letterNotPosted(messageId: string): Promise<void> {
  await MessageModel.updateOne(
    { _id: messageId, channel: "letter", state: { $in: ["sent", "skipped"] } },
    { $set: { state: "toPost", counting: "due", reason: waitsForStaff }, $unset: { sentAt: 1 } },
  );
}

/** Whose letter it is, and what for. */
export interface LetterOf {
  runId: string;
  step: string;
  contactId: string;
}

/** What a step asked of somebody came, or is wanted no more: letters about it are not posted. Gives their ids. Within an operation. */
export async function lettersNotNeeded(of: LetterOf): Promise<string[]> {
  const waiting = await MessageModel.find({ ...of, channel: "letter", state: "toPost" }, { _id: 1 }).lean();
  const ids = waiting.map((one) => one._id);
  for (const _id of ids)
    await MessageModel.updateOne({ _id, state: "toPost" }, { $set: { state: "skipped", counting: "due", reason: neededNoMore } });
  return ids;
}

/** The letter a step has for somebody which nobody has posted yet: its id, or null. Within a scope. */
export async function letterToPost(of: LetterOf): Promise<string | null> {
  const found = await MessageModel.findOne({ ...of, channel: "letter", state: "toPost" }, { _id: 1 }).lean();
  return found?._id ?? null;
}

/** A run's letters, the oldest first. Within a scope. */
export async function lettersOfRun(runId: string): Promise<LetterOfRun[]> {
  const fields = { step: 1, to: 1, state: 1, reason: 1, sentAt: 1, createdAt: 1 } as const;
  const rows = await MessageModel.find({ runId, channel: "letter", state: { $in: ["toPost", "sent", "skipped"] } }, fields)
    .sort({ createdAt: 1 })
    .limit(500)
    .lean();
  // A reminder that was left out is told by the run itself.
  const told = rows.filter((one) => one.state !== "skipped" || one.reason === neededNoMore);
  return told.map(({ _id: id, step = "", to, state, reason = "", sentAt, createdAt }) => ({
    id,
    step,
    to: to.name,
    at: sentAt ?? createdAt,
    isPosted: state === "sent",
    notNeeded: state === "skipped",
    says: reason,
  }));
}
