import { Temporal } from "temporal-polyfill";
import Type from "typebox";
import { clock, query, type Stored } from "../base/index.ts";
import { firmInScope } from "../firms/index.ts";
import { closed, key, optionalId } from "../inputs/index.ts";
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
type Whose = { caseType: string; assignee?: string };

/** A case type's board: each stage with how many matters, their worth, and the first cards, longest in the stage first. */
export const readBoard = query({
  name: "matters.board",
  role: "viewer",
  input: Type.Object({ ...whose, cards: Type.Integer({ minimum: 1, maximum: 200, default: 25 }) }, closed),
  run: async ({ cards, ...of }) => {
    const { name, stages } = await pipelineOf(of.caseType);
    const counts = await countsByStage(of);
    const columns = [];
    for (const stage of stages) {
      const { count, value } = counts.get(stage.id) ?? { count: 0, value: 0 };
      columns.push({ ...stage, count, value, cards: count ? await cardsOf(of, stage.id, { skip: 0, limit: cards }) : [] });
    }
    return { caseType: of.caseType, name, columns, totals: await countsByCaseType(), month: await closedThisMonth(of.caseType) };
  },
});

/** More cards of one stage, from the given place on. */
export const readStageCards = query({
  name: "matters.stageCards",
  role: "viewer",
  input: Type.Object(
    {
      ...whose,
      stage: key,
      skip: Type.Integer({ minimum: 0, maximum: 1_000_000, default: 0 }),
      limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
    },
    closed,
  ),
  run: async ({ stage, skip, limit, ...of }) => {
    const cards = await cardsOf(of, stage, { skip, limit: limit + 1 });
    return { cards: cards.slice(0, limit), ...(cards.length > limit ? { next: skip + limit } : {}) };
  },
});

/** The one who answers for a few of them first: it is told by an index, as the stage of all of them is. */
const narrowed = ({ caseType, assignee }: Whose) => ({ ...(assignee ? { assignee } : {}), deletedAt: null, caseType });

async function cardsOf(of: Whose, stage: string, { skip, limit }: { skip: number; limit: number }): Promise<BoardCard[]> {
  const matters = (await MatterModel.find({ ...narrowed(of), stage })
    .sort({ stageSince: 1, _id: 1 })
    .skip(skip)
    .limit(limit)
    .lean()) as Stored<MatterRecord>[];
  return await withLines(await linesOf(matters));
}

async function countsByStage(of: Whose): Promise<Map<string, { count: number; value: number }>> {
  const rows = await MatterModel.aggregate<{ _id: string; count: number; value: number }>([
    { $match: narrowed(of) },
    { $group: { _id: "$stage", count: { $sum: 1 }, value: { $sum: "$value" } } },
  ]);
  return new Map(rows.map(({ _id, count, value }) => [_id, { count, value }]));
}

/** How many matters of each case type are not lost. */
async function countsByCaseType(): Promise<Record<string, number>> {
  const rows = await MatterModel.aggregate<{ _id: string; count: number }>([
    { $match: { deletedAt: null, state: { $ne: "lost" } } },
    { $group: { _id: "$caseType", count: { $sum: 1 } } },
  ]);
  return Object.fromEntries(rows.map(({ _id, count }) => [_id, count]));
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
  const tasks = await TaskModel.find({ matterId: { $in: ids }, state: "open" }).lean();
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
