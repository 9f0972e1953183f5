import { triggersOf } from "../../engine/run/index.ts";
import { scheduledAfter } from "../../engine/time/index.ts";
import { acrossFirms, clock, isTooFar, newId, type Stored, systemScope, withScope } from "../base/index.ts";
import { manyFacts } from "../facts/index.ts";
import { firmInScope } from "../firms/index.ts";
import { FlowModel, type FlowRecord, type Published, versionOf } from "../flows/index.ts";
import { subjectIdOf } from "../runs/index.ts";
import { type PlannedStart, PlannedStartModel, TurningModel } from "./model.ts";
import { ahead, planStarts } from "./plan.ts";
import { noteStanding } from "./turnings.ts";

const page = 500;
const leaseMs = 60_000;

/**
 * Plans the starts by date of flows that were published, paused or let go on: for everybody, page by page, so that it goes on where it was
 * when a process dies. Nothing whose moment lay before that is planned: publishing starts nobody for a date gone by.
 */
export async function planFlows(): Promise<number> {
  const waiting = (await acrossFirms(() =>
    FlowModel.find({ "planning.since": { $gt: new Date(0) } })
      .sort({ "planning.since": 1 })
      .limit(20)
      .lean(),
  )) as Stored<FlowRecord>[];
  for (const flow of waiting) await withScope(systemScope(flow.firmId), () => planFlow(flow));
  return waiting.length;
}

async function planFlow(flow: Stored<FlowRecord>): Promise<void> {
  const { key, planning, state, liveVersion } = flow;
  if (!planning || !(await lease(flow))) return;
  const version = state === "live" && liveVersion ? await versionOf(key, liveVersion) : null;
  await forgetOthers(key, version);
  const { dated = [], becoming = [] } = version ? triggersOf(version.definition) : {};
  if (version) await planSchedules(version, planning.since);
  if (version && dated.length + becoming.length && !(await planEverybody(flow, version))) return;
  await FlowModel.updateOne(same(flow), { $unset: { planning: 1 } });
}

/** Published again meanwhile: whoever is at it leaves it to the next round. */
const same = ({ _id, planning }: Stored<FlowRecord>) => ({ _id, "planning.since": planning?.since });

async function lease(flow: Stored<FlowRecord>): Promise<boolean> {
  const now = clock.now();
  const until = flow.planning?.leaseUntil;
  const leaseUntil = new Date(now.getTime() + leaseMs);
  // Planning twice is planning once: nobody waits out the lease of a clock that ran ahead.
  if (until && until > now && !isTooFar(until, leaseUntil)) return false;
  // Only as it was seen: another dispatcher may have taken it in between.
  const taken = await FlowModel.updateOne(
    { ...same(flow), "planning.leaseUntil": until ?? null },
    { $set: { "planning.leaseUntil": leaseUntil } },
  );
  return taken.modifiedCount === 1;
}

/** Triggers the flow has no longer, or all of them while it is paused. */
async function forgetOthers(flowKey: string, version: Published | null): Promise<void> {
  const { dated = [], scheduled = [], becoming = [] } = version ? triggersOf(version.definition) : {};
  const keys = (list: { key: string }[]) => list.map((one) => one.key);
  await PlannedStartModel.deleteMany({ flowKey, trigger: { $nin: keys([...dated, ...scheduled]) } });
  await TurningModel.deleteMany({ flowKey, trigger: { $nin: keys(becoming) } });
}

async function planEverybody(flow: Stored<FlowRecord>, { definition }: Published): Promise<boolean> {
  const since = flow.planning?.since.getTime() ?? clock.now().getTime();
  for (let upTo = flow.planning?.upTo ?? ""; ; ) {
    const subjects = await manyFacts(definition.subject, upTo, page);
    await planStarts({ flowKey: flow.key, definition, subjects, since });
    await noteStanding({ flowKey: flow.key, definition }, subjects);
    const last = subjects.at(-1);
    if (!last || subjects.length < page) return true;
    upTo = subjectIdOf(last.subject);
    const leaseUntil = new Date(clock.now().getTime() + leaseMs);
    const kept = await FlowModel.updateOne(same(flow), { $set: { "planning.upTo": upTo, "planning.leaseUntil": leaseUntil } });
    if (!kept.matchedCount) return false;
  }
}

/** A calendar rule is planned once for all; whom it starts is looked at when its time comes. By the firm's clock. */
async function planSchedules({ flowKey, definition }: Published, since: Date): Promise<void> {
  const { zone } = await firmInScope();
  for (const { key: trigger, trigger: rule } of triggersOf(definition).scheduled) {
    const place = { flowKey, trigger, subjectId: "" };
    const known = (await PlannedStartModel.findOne(place).lean()) as Stored<PlannedStart> | null;
    const first = known?.since ?? since;
    if (known?.at && known.at <= clock.now()) continue;
    const next = scheduledAfter(rule.schedule, zone, first.getTime(), since.getTime());
    if (!next) continue;
    const set = { subjectKind: definition.subject, since: first, ...ahead(next) };
    await PlannedStartModel.updateOne(place, { $set: set, $setOnInsert: { _id: newId("planned") } }, { upsert: true });
  }
}
