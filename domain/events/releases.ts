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
  const about = await heldRuns(hold);
  const after = hold.toldUpTo ? { _id: { $gt: hold.toldUpTo } } : {};
  const runs = await RunModel.find({ status: { $ne: "ended" }, workflow: "started", ...about, ...after }, { _id: 1 })
    .sort({ _id: 1 })
    .limit(page)
    .lean();
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

async function heldRuns({ target, targetId }: HoldRecord): Promise<Record<string, unknown>> {
  switch (target) {
    case "firm":
      return {};
    case "flow":
      return { flowKey: targetId };
    case "matter":
      return { matterId: targetId };
    case "contact": {
      const contact = await ContactModel.findById(targetId, { matterIds: 1 }).lean();
      return { $or: [{ contactId: targetId }, { matterId: { $in: contact?.matterIds ?? [] } }] };
    }
    default:
      return target satisfies never;
  }
}
