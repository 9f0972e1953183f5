import { mayEnter, triggersOf } from "../../engine/run/index.ts";
import { scheduledAfter } from "../../engine/time/index.ts";
import { acrossFirms, clock, type Stored, systemScope, withScope } from "../base/index.ts";
import { startEverybody } from "../bulk/index.ts";
import { readFacts } from "../facts/index.ts";
import { firmInScope } from "../firms/index.ts";
import { dueWords, FlowModel, noteMissedStart, type Published, versionOf } from "../flows/index.ts";
import { enrolAndStart, enrolOnce, subjectOf } from "../runs/index.ts";
import { type PlannedStart, PlannedStartModel } from "./model.ts";
import { ahead, nextFor, nothingAhead } from "./plan.ts";

/** Looked at in one go, and worked on side by side. */
const page = 200;
const lanes = 8;
const leaseMs = 60_000;

/**
 * Starts what is due by date, over all firms, and plans what comes next. Any number of workers may do this, and any may be killed: a lease keeps
 * them out of each other's way, and the occurrence's own key lets it start once whatever happens (rule 12). A moment missed while nothing
 * was running is made up for as long as it is not too late; of several missed ones of one subject, one.
 */
export async function startDue(onError: (error: unknown) => void): Promise<number> {
  const now = clock.now();
  const due = (await acrossFirms(() => dueAt(now).lean())) as Stored<PlannedStart>[];
  const queue = [...due];
  const lane = async () => {
    for (let row = queue.shift(); row; row = queue.shift()) {
      const mine = row;
      await withScope(systemScope(mine.firmId), () => startOne(mine)).catch(onError);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return due.length;
}

/** What is due at `now` and nobody is at, the longest due first. */
export const dueAt = (now: Date) =>
  PlannedStartModel.find({ lookAt: { $lte: now } })
    .sort({ lookAt: 1 })
    .limit(page);

async function startOne(row: Stored<PlannedStart>): Promise<void> {
  const now = clock.now();
  const mine = { _id: row._id, at: row.at, date: row.date };
  const lease = { $set: { lookAt: new Date(now.getTime() + leaseMs) } };
  const taken = await PlannedStartModel.updateOne({ ...mine, lookAt: row.lookAt }, lease);
  if (!taken.modifiedCount) return;
  const flow = await FlowModel.findOne({ key: row.flowKey, state: "live" }).lean();
  const version = flow?.liveVersion ? await versionOf(row.flowKey, flow.liveVersion) : null;
  const then = version && (row.subjectId ? await startSubject(row, version) : await startAll(row, version));
  if (!then) await PlannedStartModel.deleteOne(mine);
  else await PlannedStartModel.updateOne(mine, then);
}

/** What becomes of the row; null where its trigger is gone. Its facts are read now (rule 3): the date may have moved a moment ago. */
async function startSubject(row: Stored<PlannedStart>, { flowKey, definition }: Published): Promise<Record<string, unknown> | null> {
  const trigger = triggersOf(definition).dated.find((one) => one.key === row.trigger)?.trigger;
  if (!trigger || !row.at || !row.date) return null;
  const scope = systemScope(row.firmId);
  const subject = subjectOf(row);
  const facts = await readFacts(scope, subject);
  const now = clock.now();
  const still = nextFor(trigger, definition, facts, row.at.getTime() - 1);
  if (still?.date !== row.date || still.at > now.getTime()) return standing(still);
  const late = still.until < now.getTime();
  const may = mayEnter(definition, facts, now.toISOString());
  const enters = may && !late;
  const occurrence = occurrenceOf(row);
  if (enters) await enrolAndStart(scope, { flowKey, subject, occurrence });
  else if (
    may &&
    (await enrolOnce(scope, { flowKey, subject, occurrence, missed: missedAt(row.at, facts.firm.zone) })).became === "refused"
  )
    await noteMissedStart(flowKey, { due: row.at, everybody: false });
  const last = { lastDate: row.date, last: late ? "tooLate" : enters ? "started" : "refused" };
  return standing(nextFor(trigger, definition, facts, now.getTime()), last);
}

/** The calendar says so for everybody: a bulk start, which takes its time and asks each whether they may enter. */
async function startAll(row: Stored<PlannedStart>, { flowKey, definition }: Published): Promise<Record<string, unknown> | null> {
  const rule = triggersOf(definition).scheduled.find((one) => one.key === row.trigger)?.trigger;
  if (!rule || !row.at || !row.since) return null;
  const now = clock.now();
  const late = row.until !== undefined && row.until < now;
  if (late) await noteMissedStart(flowKey, { due: row.at, everybody: true });
  else await startEverybody(systemScope(row.firmId), { flowKey, occurrence: occurrenceOf(row) });
  const { zone } = await firmInScope();
  const next = scheduledAfter(rule.schedule, zone, row.since.getTime(), now.getTime());
  return standing(next, { lastDate: row.date, last: late ? "tooLate" : "started" });
}

/** Rule 7: what was not started says so where staff look for it, on the person's and the matter's page; Today tells of the flow. */
function missedAt(at: Date, timeZone: string): string {
  return `Not started: it was due on ${dueWords(at, timeZone)}, and Firmflow was not running until it was too late. Start it by hand if it is still wanted.`;
}

const occurrenceOf = ({ trigger, date }: PlannedStart): string => `${trigger}|${date ?? ""}`;

function standing(next: ReturnType<typeof nextFor>, last: Record<string, unknown> = {}): Record<string, unknown> {
  if (!next) return { $set: last, $unset: nothingAhead };
  return { $set: { ...last, ...ahead(next) } };
}
