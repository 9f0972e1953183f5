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

/** A case type's board: each stage with how many matters, their worth, and the first cards, longest in the stage first. */
export const readBoard = query({
  name: "matters.board",
  role: "viewer",
  input: Type.Object({ caseType: key, assignee: optionalId, cards: Type.Integer({ minimum: 1, maximum: 200, default: 25 }) }, closed),
  run: async ({ caseType, assignee, cards }) => {
    const pipeline = await pipelineOf(caseType);
    const columns = [];
    for (const stage of pipeline.stages) {
      const all = (await MatterModel.find({ deletedAt: null, caseType, stage: stage.id }).lean()) as Stored<MatterRecord>[];
      const shown = all
        .filter((one) => !assignee || one.assignee === assignee)
        .sort((a, b) => a.stageSince.getTime() - b.stageSince.getTime());
      const lines = await linesOf(shown.slice(0, cards));
      columns.push({
        ...stage,
        count: shown.length,
        value: shown.reduce((sum, one) => sum + (one.value ?? 0), 0),
        cards: await withLines(lines),
      });
    }
    return { caseType, name: pipeline.name, columns, totals: await countsByCaseType(), month: await closedThisMonth(caseType) };
  },
});

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
