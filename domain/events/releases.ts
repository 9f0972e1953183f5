import { acrossFirms, clock, type Stored, systemScope, withScope } from "../base/index.ts";
import { ContactModel } from "../contacts/index.ts";
import { HoldModel, type HoldRecord } from "../holds/index.ts";
import { isGone, RunModel, temporal } from "../runs/index.ts";

/** Runs told at once when a hold is lifted: so many each round of the sweeper, that they don't all send in the same second. */
const page = 50;

/** Tells the runs whose hold was lifted to ask again for what it kept back, a page of each hold. A run takes it once. */
export async function tellReleased(): Promise<void> {
  const lifted = (await acrossFirms(() => HoldModel.find({ told: "telling" }).limit(20).lean())) as Stored<HoldRecord>[];
  for (const hold of lifted) await withScope(systemScope(hold.firmId), () => tellPage(hold));
}

async function tellPage(hold: Stored<HoldRecord>): Promise<void> {
  const runs = await heldRuns(hold);
  const at = (hold.liftedAt ?? clock.now()).toISOString();
  // Marketing under a hold of its own was put off: it is asked for again as when the calendar changes.
  const signal = hold.only ? "calendar" : "released";
  const news = hold.only ? { at } : { id: hold._id, at, since: hold.since.toISOString() };
  for (const run of runs) {
    await temporal()
      .client.workflow.getHandle(run._id)
      .signal(signal, news)
      .catch((error: unknown) => {
        if (!isGone(error)) throw error;
      });
  }
  const last = runs.at(-1)?._id;
  await HoldModel.updateOne({ _id: hold._id }, { $set: runs.length < page ? { told: "yes" } : { toldUpTo: last } });
}

/** The next page of the runs that a hold kept back, in the order of their ids. */
async function heldRuns(hold: Stored<HoldRecord>): Promise<{ _id: string }[]> {
  const after = hold.toldUpTo ? { _id: { $gt: hold.toldUpTo } } : {};
  const found = new Map<string, { _id: string }>();
  for (const whose of await looksFor(hold)) {
    const runs = RunModel.find({ ...whose, status: { $ne: "ended" }, workflow: "started", ...after }, { _id: 1 });
    for (const run of await runs.sort({ _id: 1 }).limit(page).lean()) found.set(run._id, run);
  }
  return [...found.values()].sort((one, other) => (one._id < other._id ? -1 : 1)).slice(0, page);
}

/** Whose runs: each look is one that an index answers. */
async function looksFor({ target, targetId }: HoldRecord): Promise<Record<string, unknown>[]> {
  switch (target) {
    case "firm":
      return [{}];
    case "flow":
      return [{ flowKey: targetId }];
    case "matter":
      return [{ matterId: targetId }];
    case "contact": {
      const contact = await ContactModel.findById(targetId, { matterIds: 1 }).lean();
      return [{ contactId: targetId }, ...(contact?.matterIds ?? []).map((matterId) => ({ matterId }))];
    }
    default:
      return target satisfies never;
  }
}
