import { MessageModel } from "./model.ts";

/** A message of a run, by the effect it is: under its step, visit and part the run's journal tells of it. */
export interface MessageOfRun {
  id: string;
  step: string;
  visit: number;
  part: string;
}

/** What left for a run, perhaps or surely. Within a scope. */
export async function messagesOfRun(runId: string): Promise<MessageOfRun[]> {
  const rows = await MessageModel.find({ runId, state: { $in: ["sent", "uncertain"] } }, { step: 1, visit: 1, part: 1 })
    .sort({ createdAt: -1 })
    .limit(1000)
    .lean();
  return rows.flatMap(({ _id: id, step, visit, part }) => (step && visit && part ? [{ id, step, visit, part }] : []));
}
