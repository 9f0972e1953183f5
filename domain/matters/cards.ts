import type { Stored } from "../base/index.ts";
import { OccasionModel } from "../occasions/model.ts";
import { RunModel, type RunRecord } from "../runs/model.ts";
import { TaskModel } from "../tasks/model.ts";
import type { MatterLine } from "./list.ts";

/** What a card says about how its matter stands: the most urgent thing. */
export interface CardLine {
  state: "attention" | "waiting" | "done" | "plain";
  words: string;
  at?: Date;
}
export type BoardCard = MatterLine & { line?: CardLine };

/** Matters with what their cards say. Within a scope. */
export async function withLines(matters: MatterLine[]): Promise<BoardCard[]> {
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

type RunOf = Pick<Stored<RunRecord>, "status" | "flowName" | "position">;

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
