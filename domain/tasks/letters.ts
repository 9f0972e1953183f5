import { clock } from "../base/index.ts";
import { type LetterOf, lettersNotNeeded } from "../messages/letters.ts";
import { TaskModel } from "./model.ts";
import { closeTask } from "./operations.ts";

/** The tasks to print and post a letter, when something happens to what it asks for. */

/** A letter that should have been posted by now: its task is due at once and says why. Within an operation. */
export async function hurryLetter({ runId, messageId }: { runId: string; messageId: string }, why: string): Promise<void> {
  const task = await TaskModel.findOne({ runId, letterMessageId: messageId, state: "open" }, { due: 1, notes: 1 }).lean();
  if (!task) return;
  const now = clock.now();
  const notes = task.notes?.includes(why) ? task.notes : [task.notes, why].filter(Boolean).join(" ");
  await TaskModel.updateOne({ _id: task._id }, { $set: { notes, due: task.due && task.due < now ? task.due : now } });
}

/** What a letter asks for came, or is wanted no more, before anybody posted it: its task is done. Within an operation. */
export async function dropLetters(of: LetterOf): Promise<void> {
  for (const letterMessageId of await lettersNotNeeded(of)) {
    const task = await TaskModel.findOne({ runId: of.runId, letterMessageId, state: "open" }, { _id: 1 }).lean();
    if (task) await closeTask(task._id, "No longer needed");
  }
}
