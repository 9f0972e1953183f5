import { Temporal } from "temporal-polyfill";
import Type from "typebox";
import { clock, query, remembered, type Stored } from "../base/index.ts";
import { firmInScope } from "../firms/index.ts";
import { closed, cursorOf, key, oldestFirst, optionalId, page } from "../inputs/index.ts";
import { OccasionModel } from "../occasions/model.ts";
import { pipelineOf } from "../pipelines/index.ts";
import { RunModel } from "../runs/model.ts";
import { TaskModel } from "../tasks/model.ts";
import { linesOf, type MatterLine } from "./list.ts";
import { MatterModel, type MatterRecord } from "./model.ts";

/** What a card says about how its matter stands: the most urgent thing. */
export interface CardLine {
  state: "attention" | "waiting" | "done" | "plain";
  words: string;
  at?: Date;
}
export type BoardCard = MatterLine & { line?: CardLine };

/** Whose cards: a case type's, or only those of one member of staff. */
const whose = { caseType: key, assignee: optionalId };
interface Whose {
  caseType: string;
  assignee?: string;
}

/** A case type's board: each stage with how many matters, their worth, and the first cards, longest in the stage first. */
export const readBoard = query({
  name: "matters.board",
  role: "viewer",
  input: Type.Object({ ...whose, cards: Type.Integer({ minimum: 1, maximum: 200, default: 25 }) }, closed),
  run: async ({ cards: most, ...of }) => {
    const { caseType } = of;
    const { name, stages } = await pipelineOf(caseType);
    const everybodys = await tallied();
    const tallies = of.assignee ? await tallied(of.assignee) : everybodys;
    const columns = stages.map((stage) => {
      const here = tallies.filter((one) => one.caseType === caseType && one.stage === stage.id);
      return { ...stage, count: sum(here, "count"), value: sum(here, "value") };
    });
    const first: Stored<MatterRecord>[] = [];
    for (const { id, count } of columns) {
      const since = Math.min(...tallies.filter((one) => one.caseType === caseType && one.stage === id).map((one) => one.since.getTime()));
      if (count > 0) first.push(...(await firstCards(of, id, { limit: most, count, since })));
    }
    const cards = await withLines(await linesOf(first));
    return {
      ...{ caseType, name, month: await closedThisMonth(caseType), totals: totalsOf(everybodys) },
      columns: columns.map((column) => ({ ...column, cards: cards.filter((card) => card.stage === column.id) })),
    };
  },
});

/** More cards of one stage, after those that were shown. */
export const readStageCards = query({
  name: "matters.stageCards",
  role: "viewer",
  input: Type.Object({ ...whose, stage: key, cursor: page.cursor, limit: page.limit }, closed),
  run: async ({ stage, cursor, limit, ...of }) => {
    const found = await oldestFirst("stageSince", { cursor, limit: limit + 1 }, reading(of, stage));
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    const cards = await withLines(await linesOf(shown));
    return found.length > limit && last ? { cards, next: cursorOf(last.stageSince, last._id) } : { cards };
  },
});

/** Up to so many are sorted at once. */
const few = 300;
const hour = 3_600_000;

/**
 * Those that have been in a stage longest, where it is known how many there are and since when the first. The database sorts a window of
 * time at a time, never the whole of a full stage: one that should hold enough, and wider ones while it does not. Within a scope.
 */
async function firstCards(of: Whose, stage: string, { limit, count, since }: { limit: number; count: number; since: number }) {
  const read = reading(of, stage);
  if (count <= few) return await read({}, limit);
  const end = clock.now().getTime() + 24 * hour;
  const found: Stored<MatterRecord>[] = [];
  let width = Math.max(hour, ((end - since) * 2 * limit) / count);
  for (let at = since; at < end && found.length < limit; at += width, width *= 2)
    found.push(...(await read({ stageSince: { $gte: new Date(at), $lt: new Date(at + width) } }, limit - found.length)));
  return found;
}

/** Reads a stage's matters, longest there first. */
const reading =
  ({ caseType, assignee }: Whose, stage: string) =>
  async (where: Record<string, unknown>, most: number) =>
    (await MatterModel.find({ ...(assignee ? { assignee } : {}), deletedAt: null, caseType, stage, ...where })
      .sort({ stageSince: 1, _id: 1 })
      .limit(most)
      .lean()) as Stored<MatterRecord>[];

interface Tally {
  caseType: string;
  stage: string;
  state: string;
  count: number;
  value: number;
  /** Since when the first has been there. */
  since: Date;
}

/** How many matters stand where, and what they are worth: everybody's, or those of one member of staff. Within a scope. */
async function tallied(assignee?: string): Promise<Tally[]> {
  const isLarge = (tallies: Tally[]) => sum(tallies, "count") > 5_000;
  return await remembered(`board:${assignee ?? ""}`, isLarge, async () => {
    const rows = await MatterModel.aggregate<
      Omit<Tally, "caseType" | "stage" | "state"> & { _id: Pick<Tally, "caseType" | "stage" | "state"> }
    >([
      { $match: { ...(assignee ? { assignee } : {}), deletedAt: null } },
      {
        $group: {
          _id: { caseType: "$caseType", stage: "$stage", state: "$state" },
          count: { $sum: 1 },
          value: { $sum: "$value" },
          since: { $min: "$stageSince" },
        },
      },
    ]);
    return rows.map(({ _id, ...sums }) => ({ ..._id, ...sums }));
  });
}

const sum = (tallies: Tally[], what: "count" | "value") => tallies.reduce((total, one) => total + one[what], 0);

/** How many matters of each case type are not lost. */
function totalsOf(tallies: Tally[]): Record<string, number> {
  const totals: Record<string, number> = {};
  for (const { caseType, state, count } of tallies) if (state !== "lost") totals[caseType] = (totals[caseType] ?? 0) + count;
  return totals;
}

/** What was won and lost since the first of the month, in the firm's zone. */
async function closedThisMonth(caseType: string): Promise<{ since: Date; won: number; lost: number }> {
  const { zone } = await firmInScope();
  const today = Temporal.Instant.fromEpochMilliseconds(clock.now().getTime()).toZonedDateTimeISO(zone);
  const since = new Date(today.with({ day: 1 }).startOfDay().epochMilliseconds);
  const closed = (state: "won" | "lost") => MatterModel.countDocuments({ deletedAt: null, caseType, state, closedAt: { $gte: since } });
  return { since, won: await closed("won"), lost: await closed("lost") };
}

async function withLines(matters: MatterLine[]): Promise<BoardCard[]> {
  const ids = matters.map((one) => one.id);
  if (!ids.length) return [];
  const runs = await RunModel.find({ matterId: { $in: ids } }, { matterId: 1, status: 1, flowName: 1, position: 1 }).lean();
  const tasks = await TaskModel.find({ state: "open", matterId: { $in: ids } }).lean();
  const occasions = await OccasionModel.find({ matterId: { $in: ids } }).lean();
  const of = <T extends { matterId?: string }>(rows: T[], id: string) => rows.filter((one) => one.matterId === id);
  return matters.map((matter) => {
    const line = lineOf(matter, of(runs, matter.id), of(tasks, matter.id), of(occasions, matter.id));
    return line ? { ...matter, line } : matter;
  });
}

type RunOf = Pick<Stored<import("../runs/model.ts").RunRecord>, "status" | "flowName" | "position">;

/** Attention first, then a lead nobody touched, then the nearest date, an open task, what a flow waits for. */
export function lineOf(
  matter: Pick<MatterLine, "state" | "firstTouchAt" | "openedAt">,
  runs: RunOf[],
  tasks: { title: string; due?: Date }[],
  occasions: { title: string; at: Date; state: string }[],
): CardLine | undefined {
  const stuck = runs.find((one) => one.status === "attention");
  if (stuck) return { state: "attention", words: stuck.position.find((one) => one.reason)?.reason ?? `${stuck.flowName} needs attention` };
  if (matter.state === "open" && !matter.firstTouchAt && !runs.length && !tasks.length && !occasions.length)
    return { state: "attention", words: "Nobody has called since", at: matter.openedAt };
  const missed = occasions.find((one) => one.state === "missed");
  const planned = occasions
    .filter((one) => one.state === "planned" || one.state === "moved")
    .sort((a, b) => a.at.getTime() - b.at.getTime());
  if (planned[0]) return { state: "done", words: planned[0].title, at: planned[0].at };
  if (missed) return { state: "attention", words: `Missed: ${missed.title}`, at: missed.at };
  const [task] = [...tasks].sort((a, b) => (a.due?.getTime() ?? Number.POSITIVE_INFINITY) - (b.due?.getTime() ?? Number.POSITIVE_INFINITY));
  if (task) return { state: "waiting", words: task.title, ...(task.due ? { at: task.due } : {}) };
  const running = runs.find((one) => one.status === "running");
  if (!running) return undefined;
  const until = running.position.find((one) => one.until)?.until;
  return { state: "plain", words: running.flowName, ...(until ? { at: new Date(until) } : {}) };
}
