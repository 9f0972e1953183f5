import { Temporal } from "temporal-polyfill";
import Type from "typebox";
import type { Definition } from "../../engine/definition/types.ts";
import { acrossFirms, clock, emptyInput, operation, type Scope, type Stored, systemScope, withScope } from "../base/index.ts";
import { everyFirm, firmInScope } from "../firms/index.ts";
import { versionOf } from "../flows/index.ts";
import { MessageModel } from "../messages/model.ts";
import { forgetTallies, tallyMail } from "../messages/tally.ts";
import { MailTallyModel } from "../messages/tallyModel.ts";
import { JournalModel, RunModel, type RunRecord } from "../runs/model.ts";
import { type Mark, marksOf } from "./marks.ts";
import { countId, FlowCountModel, type FlowCountRecord, TrailModel, type TrailRecord } from "./model.ts";
import { spansAround } from "./spans.ts";
import { isTallied, talliedAround } from "./tallies.ts";
import { follow, noTrail, type TrailLine } from "./trail.ts";

/** Counted in one transaction. */
const most = 100;
/** Taken up by a process that died since. */
const lostAfterMs = 60_000;

/**
 * Counts what runs and messages have done since they were counted last; answers how many were due. Each is marked as `due` in the very write
 * that changes it, so nothing is missed, and counts are written together with what was counted, so nothing counts twice. Repeatable at any
 * point, by any number of processes.
 */
export async function countDue(): Promise<number> {
  const [runs, messages] = await acrossFirms(async () => [
    await RunModel.find({ counting: "due" }, { firmId: 1 }).limit(most).lean(),
    await MessageModel.find({ counting: "due" }, { firmId: 1, runId: 1 }).limit(most).lean(),
  ]);
  for (const firmId of new Set([...runs, ...messages].map((one) => one.firmId))) {
    const ofFirm = <T extends { firmId: string }>(all: T[]) => all.filter((one) => one.firmId === firmId);
    const scope = systemScope(firmId);
    const runIds = ofFirm(runs).map((run) => run._id);
    await withScope(scope, () => countThese(scope, runIds, ofFirm(messages)));
  }
  return runs.length + messages.length;
}

async function countThese(scope: Scope, runIds: string[], messages: { _id: string; runId?: string }[]): Promise<void> {
  const these = { runIds, messageIds: messages.map((one) => one._id) };
  // What changes from here on is due again.
  await mark(scope, { ...these, as: "taken" });
  const all = [...new Set([...runIds, ...messages.flatMap((one) => one.runId ?? [])])];
  for (let from = 0; from < all.length; from += most) await writeCounts(scope, { runIds: all.slice(from, from + most) });
  if (these.messageIds.length) await tallyMail(scope, { messageIds: these.messageIds });
  await mark(scope, { ...these, as: "counted" });
}

/** Takes up again what a process had taken up that died. */
export async function countLost(): Promise<void> {
  const lost = { counting: "taken" as const, updatedAt: { $lte: new Date(clock.now().getTime() - lostAfterMs) } };
  const [runs, messages] = await acrossFirms(async () => [
    await RunModel.find(lost, { firmId: 1 }).limit(most).lean(),
    await MessageModel.find(lost, { firmId: 1 }).limit(most).lean(),
  ]);
  const idsOf = (all: { _id: string; firmId: string }[], firmId: string) =>
    all.filter((one) => one.firmId === firmId).map((one) => one._id);
  for (const firmId of new Set([...runs, ...messages].map((one) => one.firmId)))
    await mark(systemScope(firmId), { runIds: idsOf(runs, firmId), messageIds: idsOf(messages, firmId), as: "due" });
}

/**
 * In a transaction: the embedded database waits for itself for ever where many records are changed outside of one that somebody else is
 * changing in one. What has become due meanwhile stays so.
 */
const mark = operation({
  name: "watching.mark",
  role: "owner",
  input: Type.Object({
    runIds: Type.Array(Type.String()),
    messageIds: Type.Array(Type.String()),
    as: Type.Enum(["taken", "counted", "due", "anew"]),
  }),
  run: async ({ runIds, messageIds, as }) => {
    const still = as === "counted" || as === "due" ? { counting: "taken" as const } : {};
    const change = as === "counted" ? { $unset: { counting: 1 as const } } : { $set: { counting: as === "taken" ? as : ("due" as const) } };
    if (runIds.length) await RunModel.updateMany({ _id: { $in: runIds }, ...still }, change);
    if (messageIds.length) await MessageModel.updateMany({ _id: { $in: messageIds }, ...still }, change);
  },
});

type Run = Pick<
  Stored<RunRecord>,
  "_id" | "flowKey" | "version" | "status" | "outcome" | "needsAttention" | "startedAt" | "position" | "seq"
>;
const runFields = { flowKey: 1, version: 1, status: 1, outcome: 1, needsAttention: 1, startedAt: 1, position: 1, seq: 1 };

const writeCounts = operation({
  name: "watching.count",
  role: "owner",
  input: Type.Object({ runIds: Type.Array(Type.String()) }),
  run: async ({ runIds }) => {
    const runs = (await RunModel.find({ _id: { $in: runIds } }, runFields).lean()) as Run[];
    const before = new Map((await TrailModel.find({ _id: { $in: runIds } }).lean()).map((one) => [one._id, one]));
    const lines = await linesSince(runs, before);
    const messages = Map.groupBy(
      await MessageModel.find(
        { runId: { $in: runIds }, purpose: { $ne: "staff" } },
        { runId: 1, step: 1, state: 1, bounce: 1, delivery: 1, clickedAt: 1, repliedAt: 1 },
      ).lean(),
      (message) => message.runId ?? "",
    );
    const { zone, _id: firmId } = await firmInScope();
    const changes = new Changes(firmId);
    const trails: Parameters<typeof TrailModel.bulkWrite>[0] = [];
    for (const run of runs) {
      const known = before.get(run._id);
      const definition = await definitionOf(run);
      const trail = follow(known?.trail ?? noTrail, lines.get(run._id) ?? [], definition.steps);
      const marks = marksOf(run, trail, messages.get(run._id) ?? [], definition);
      const now = { flowKey: run.flowKey, version: run.version, startedAt: run.startedAt, day: known?.day ?? dayOf(run.startedAt, zone) };
      if (known) changes.add(known, known.marks, -1);
      changes.add(now, marks, 1);
      trails.push({ updateOne: { filter: { _id: run._id }, update: { $set: { ...now, marks, trail } }, upsert: true } });
    }
    if (trails.length) await TrailModel.bulkWrite(trails);
    const counts = changes.writes();
    if (counts.length) await FlowCountModel.bulkWrite(counts);
  },
});

/** The lines of the journal that were not read yet, by run. */
async function linesSince(runs: Run[], before: Map<string, TrailRecord>): Promise<Map<string, TrailLine[]>> {
  const behind = runs.filter((run) => run.seq > (before.get(run._id)?.trail.seq ?? 0));
  if (!behind.length) return new Map();
  const first = Math.min(...behind.map((run) => before.get(run._id)?.trail.seq ?? 0));
  const found = await JournalModel.find(
    { runId: { $in: behind.map((run) => run._id) }, ...(first ? { seq: { $gt: first } } : {}) },
    { runId: 1, seq: 1, at: 1, what: 1, step: 1, visit: 1, to: 1, data: 1 },
  ).lean();
  const lines = new Map<string, TrailLine[]>();
  for (const { runId, seq, at, what, step, visit, to, data } of found) {
    const told = lines.get(runId) ?? [];
    told.push({ seq, at: at.getTime(), what, step, visit, to, data });
    lines.set(runId, told);
  }
  return lines;
}

/** Nothing is known of steps whose version is gone. */
const definitionOf = ({ flowKey, version }: Run): Promise<Pick<Definition, "steps" | "goals">> =>
  versionOf(flowKey, version).then(
    (found) => found.definition,
    () => ({ steps: {} }),
  );

/** The day of the firm's calendar: `YYYY-MM-DD`. */
export const dayOf = (at: Date, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString();

type Place = Pick<TrailRecord, "flowKey" | "version" | "day">;

/** What is added to the counts of each version, by the day, by the month and altogether. */
class Changes {
  private readonly firmId: string;
  private readonly by = new Map<string, { place: Omit<FlowCountRecord, "counts">; counts: Map<Mark, number> }>();

  constructor(firmId: string) {
    this.firmId = firmId;
  }

  add({ flowKey, version, day }: Place, marks: readonly Mark[], much: number): void {
    for (const span of spansAround(day)) this.count({ flowKey, version, ...span }, marks, much);
    for (const { marks: some, ...span } of talliedAround(day, marks)) this.count({ flowKey, version, ...span }, some, much);
  }

  private count(place: Omit<FlowCountRecord, "counts">, marks: readonly Mark[], much: number): void {
    const id = countId(this.firmId, place);
    const known = this.by.get(id) ?? { place, counts: new Map<Mark, number>() };
    for (const mark of marks) known.counts.set(mark, (known.counts.get(mark) ?? 0) + much);
    this.by.set(id, known);
  }

  writes(): Parameters<typeof FlowCountModel.bulkWrite>[0] {
    return [...this.by].flatMap(([id, { place, counts }]) => {
      const more = [...counts].filter(([, much]) => much !== 0).map(([mark, much]): [string, number] => [`counts.${mark}`, much]);
      const update = { $inc: Object.fromEntries(more), $setOnInsert: place };
      return more.length ? [{ updateOne: { filter: { _id: id }, update, upsert: true } }] : [];
    });
  }
}

/**
 * Counts everything anew, of all firms: for numbers that were never kept (runs older than this), or are doubted. Meanwhile they grow from
 * nothing to what is true; what happens goes on being counted.
 */
export async function countAnew(): Promise<number> {
  let count = 0;
  for (const scope of await everyFirm()) {
    count += await countFirmAnew(scope);
    await countMailAnew(scope);
  }
  return count;
}

async function countFirmAnew(scope: Scope): Promise<number> {
  await forget(scope, {});
  return await allDue(scope);
}

async function countMailAnew(scope: Scope): Promise<void> {
  await forgetTallies(scope, {});
  await allMailDue(scope);
}

const forget = operation({
  name: "watching.forget",
  role: "owner",
  input: emptyInput,
  run: async () => {
    await TrailModel.deleteMany({});
    await FlowCountModel.deleteMany({});
  },
});

const allDue = (scope: Scope): Promise<number> =>
  pageByPage(
    scope,
    (after) =>
      RunModel.find({ _id: { $gt: after } }, { _id: 1 })
        .sort({ _id: 1 })
        .limit(most)
        .lean(),
    (runIds) => mark(scope, { runIds, messageIds: [], as: "anew" }),
  );

const allMailDue = (scope: Scope): Promise<number> =>
  pageByPage(
    scope,
    (after) =>
      MessageModel.find({ _id: { $gt: after } }, { _id: 1 })
        .sort({ _id: 1 })
        .limit(most)
        .lean(),
    (messageIds) => mark(scope, { runIds: [], messageIds, as: "anew" }),
  );

/** In the order of their ids; gives how many. */
async function pageByPage(
  scope: Scope,
  read: (after: string) => PromiseLike<{ _id: string }[]>,
  each: (ids: string[]) => Promise<void>,
): Promise<number> {
  let count = 0;
  for (let after = ""; ; ) {
    const ids = (await withScope(scope, () => read(after))).map((one) => one._id);
    if (ids.length) await each(ids);
    count += ids.length;
    after = ids.at(-1) ?? "";
    if (ids.length < most) return count;
  }
}

/**
 * Runs and email there were before their numbers were kept, or all of the numbers there are now, are counted once. To be done before `countDue` is:
 * what that counts of a firm would be taken for all there is.
 */
export async function countFirst(): Promise<void> {
  for (const scope of await everyFirm()) {
    if (await withScope(scope, isUncounted)) await countFirmAnew(scope);
    if (await withScope(scope, isMailUncounted)) await countMailAnew(scope);
  }
}

const isUncounted = async (): Promise<boolean> => !(await isTallied()) && (await RunModel.exists({ tick: { $gt: 0 } })) !== null;

const isMailUncounted = async (): Promise<boolean> =>
  !(await MailTallyModel.exists({})) && (await MessageModel.exists({ state: "sent" })) !== null;
