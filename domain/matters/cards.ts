import { inPortions, type Stored } from "../base/index.ts";
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
  const stuck = byMatter(await runsOf(matters, { status: "attention" }));
  // Of the others more is read: what needs staff comes before all of it.
  const others = matters.filter((one) => !stuck.has(one.id));
  const runs = new Map([...stuck, ...byMatter(await runsSaid(others))]);
  const ids = others.map((one) => one.id);
  const tasks = byMatter(await inPortions(ids, (some) => TaskModel.find({ state: "open", matterId: { $in: some } }).lean()));
  const occasions = byMatter(await inPortions(ids, (some) => OccasionModel.find({ matterId: { $in: some } }).lean()));
  return matters.map((matter) => {
    const line = lineOf(matter, runs.get(matter.id) ?? [], tasks.get(matter.id) ?? [], occasions.get(matter.id) ?? []);
    return line ? { ...matter, line } : matter;
  });
}

/** The newest first. Most runs are over and say nothing: only where it matters that there were any are they read too. */
async function runsSaid(matters: MatterLine[]): Promise<RunOf[]> {
  const runs = [...(await runsOf(matters, { status: "running" })), ...(await runsOf(matters.filter(isUntouched), {}))];
  return runs.sort((one, other) => other.startedAt.getTime() - one.startedAt.getTime());
}

const said = { matterId: 1, status: 1, flowName: 1, position: 1, startedAt: 1 } as const;
const runsOf = (matters: MatterLine[], which: { status?: RunOf["status"] }): Promise<RunOf[]> =>
  inPortions(
    matters.map((one) => one.id),
    (some) => RunModel.find({ ...which, matterId: { $in: some } }, said).lean(),
  );

const byMatter = <T extends { matterId?: string }>(rows: T[]) => Map.groupBy(rows, (row) => row.matterId);
const isUntouched = ({ state, firstTouchAt }: Pick<MatterLine, "state" | "firstTouchAt">) => state === "open" && !firstTouchAt;

type RunOf = Pick<Stored<RunRecord>, keyof typeof said>;

/** Attention first, then a lead nobody touched, then the nearest date, an open task, what a flow waits for. */
export function lineOf(
  matter: Pick<MatterLine, "state" | "firstTouchAt" | "openedAt">,
  runs: Pick<RunOf, "status" | "flowName" | "position">[],
  tasks: { title: string; due?: Date }[],
  occasions: { title: string; at: Date; state: string }[],
): CardLine | undefined {
  const stuck = runs.find((one) => one.status === "attention");
  if (stuck) return { state: "attention", words: stuck.position.find((one) => one.reason)?.reason ?? `${stuck.flowName} needs attention` };
  if (isUntouched(matter) && !runs.length && !tasks.length && !occasions.length)
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
