import type { Definition, Step, StepId } from "../../engine/definition/types.ts";
import type { Position } from "../../engine/run/index.ts";
import type { Trail } from "./trail.ts";

/**
 * What a run counts for in its flow's numbers, a short text each: `began`, `entered:welcome`, `way:branch|cases/0`. A number is how many
 * runs have its mark, and the people behind it are those runs: one cannot say other than the other.
 */
export type Mark = string;

/** Of a step, and of its messages. */
export const stepMarks = [
  "entered",
  "waiting",
  "attention",
  "done",
  "left",
  "failed",
  "sent",
  "delivered",
  "cameBack",
  "clicked",
  "replied",
] as const;
export type StepMark = (typeof stepMarks)[number];
/**
 * Of the run as a whole. `gone`: it left early. `settled`: it is known whether it comes to what the flow is for, and `won` says that it did:
 * reached a goal or, of a flow without any, came to an end.
 */
export const runMarks = ["began", "open", "over", "gone", "settled", "won"] as const;
export type RunMark = (typeof runMarks)[number];
/** What lists and reports tell of a flow's runs besides: who is held, who needs staff, and who reached a goal whether or not that ended it. */
export const tallyMarks = [...runMarks, "held", "attention", "goal"] as const;
export type TallyMark = (typeof tallyMarks)[number];

export const markOf = (what: StepMark, step: StepId): Mark => `${what}:${step}`;
export const wayMark = (step: StepId, outlet: string): Mark => `way:${step}|${outlet}`;
/** Of those who took an arm of a split: `settled`, and of these `won` reached the goal. */
export const armMark = (what: "settled" | "won", step: StepId, outlet: string): Mark => `${what}:${step}|${outlet}`;
/** How long a run was at a step, in classes: `took:form|57`. */
export const tookMark = (step: StepId, bucket: number): Mark => `took:${step}|${bucket}`;

export interface MarkedRun {
  status: string;
  outcome?: string | undefined;
  needsAttention?: boolean | undefined;
  position: readonly Pick<Position, "step" | "state">[];
}
export interface MarkedMessage {
  step?: string | undefined;
  state: string;
  bounce?: unknown;
  delivery?: { status: string } | undefined;
  clickedAt?: Date | undefined;
  repliedAt?: Date | undefined;
}

/** Everything a run counts for now. Sorted, each once; nothing for one that never really began. */
export function marksOf(
  run: MarkedRun,
  trail: Trail,
  messages: readonly MarkedMessage[],
  { steps, goals = [] }: Pick<Definition, "steps" | "goals">,
): Mark[] {
  if (run.outcome === "refused" || run.outcome === "undone") return [];
  const marks = new Set<Mark>(ofRun(run, trail, goals.length > 0));
  for (const [step, visit] of Object.entries(trail.visits)) for (const mark of ofVisit(run, step, visit, steps[step])) marks.add(mark);
  for (const { step, state } of run.position) {
    marks.add(markOf("entered", step));
    marks.add(markOf(state === "attention" ? "attention" : "waiting", step));
  }
  for (const message of messages) for (const mark of ofMessage(message)) marks.add(mark);
  for (const [step, visit] of Object.entries(trail.visits))
    if (steps[step]?.kind === "split" && marks.has("settled"))
      for (const outlet of visit.ways) {
        marks.add(armMark("settled", step, outlet));
        if (marks.has("won")) marks.add(armMark("won", step, outlet));
      }
  return [...marks].sort();
}

function ofRun({ status, outcome, needsAttention }: MarkedRun, trail: Trail, hasGoals: boolean): TallyMark[] {
  const goal = trail.goal === true || outcome === "goal";
  const over = status === "ended";
  const gone = over && (outcome === "exited" || outcome === "cancelled");
  return [
    "began",
    over ? "over" : "open",
    ...(gone ? (["gone"] as const) : []),
    ...(over || goal ? (["settled"] as const) : []),
    ...(goal || (!hasGoals && over && !gone) ? (["won"] as const) : []),
    ...(goal ? (["goal"] as const) : []),
    ...(status === "held" ? (["held"] as const) : []),
    ...(needsAttention && !over ? (["attention"] as const) : []),
  ];
}

function ofVisit(run: MarkedRun, id: StepId, visit: Trail["visits"][string], step: Step | undefined): Mark[] {
  const stands = run.position.some((place) => place.step === id);
  const done = visit.went !== undefined || (step?.kind === "end" && !stands);
  return [
    markOf("entered", id),
    ...(done ? [markOf("done", id)] : []),
    ...(!done && !stands && (visit.left || run.status === "ended") ? [markOf("left", id)] : []),
    ...(visit.failed ? [markOf("failed", id)] : []),
    ...visit.ways.map((outlet) => wayMark(id, outlet)),
    ...(visit.went === undefined ? [] : [tookMark(id, bucketOf(visit.went - visit.came))]),
  ];
}

/** A mail counts as delivered when a server took it and it did not come back; most servers never say more. */
function ofMessage({ step, state, bounce, delivery, clickedAt, repliedAt }: MarkedMessage): Mark[] {
  if (!step || (state !== "sent" && !bounce)) return [];
  const back = bounce !== undefined || delivery?.status === "undelivered" || delivery?.status === "failed";
  const became: StepMark[] = [
    "sent",
    back ? "cameBack" : "delivered",
    ...(clickedAt ? (["clicked"] as const) : []),
    ...(repliedAt ? (["replied"] as const) : []),
  ];
  return became.map((one) => markOf(one, step));
}

/** Eight classes for each doubling: what is told of one is at most a twentieth off. */
const classes = 8;
const shortest = 1_000;

/** The class of a time in milliseconds; up to a second it is nothing. */
export const bucketOf = (ms: number): number => (ms <= shortest ? 0 : 1 + Math.floor(Math.log2(ms / shortest) * classes));

/** The middle of a class, in milliseconds. */
export const middleOf = (bucket: number): number => (bucket === 0 ? 0 : shortest * 2 ** ((bucket - 0.5) / classes));

/** The time that half took no longer than, of how many are in each class; undefined for nobody. */
export function medianOf(buckets: ReadonlyMap<number, number>): number | undefined {
  const sorted = [...buckets].filter(([, count]) => count > 0).sort(([a], [b]) => a - b);
  const all = sorted.reduce((sum, [, count]) => sum + count, 0);
  let passed = 0;
  for (const [bucket, count] of sorted) {
    passed += count;
    if (passed * 2 >= all) return middleOf(bucket);
  }
  return undefined;
}
