import type { StepId } from "../../engine/definition/types.ts";
import { compareArms, type Verdict } from "../../engine/watching/compareArms.ts";
import { armMark, type Mark, medianOf, type RunMark, runMarks, type StepMark, stepMarks } from "./marks.ts";

export type Counts = Readonly<Record<Mark, number>>;

export interface StepNumbers {
  step: StepId;
  /** How many runs, by what they have come to there; what is nobody is left out. */
  counts: Partial<Record<StepMark, number>>;
  /** Half of those who went on took no longer, in milliseconds; told within a twentieth. */
  medianMs?: number;
}
/** How many went on by an outlet. */
export interface WayNumbers {
  from: StepId;
  outlet: string;
  count: number;
}
export interface ArmNumbers {
  outlet: string;
  came: number;
  settled: number;
  won: number;
}
export interface SplitNumbers {
  step: StepId;
  arms: ArmNumbers[];
  verdict: Verdict;
}
export interface VersionNumbers extends Record<RunMark, number> {
  version: number;
}
export interface FlowNumbers {
  runs: Record<RunMark, number>;
  steps: StepNumbers[];
  ways: WayNumbers[];
  splits: SplitNumbers[];
}

interface OfStep {
  counts: Partial<Record<StepMark, number>>;
  /** How many of each class of time. */
  took: Map<number, number>;
}

/** Counts of several days and versions together. */
export function added(all: readonly Counts[]): Record<Mark, number> {
  const sum: Record<Mark, number> = {};
  for (const counts of all) for (const [mark, count] of Object.entries(counts)) sum[mark] = (sum[mark] ?? 0) + count;
  return sum;
}

export const runNumbers = (counts: Counts): Record<RunMark, number> =>
  Object.fromEntries(runMarks.map((mark) => [mark, counts[mark] ?? 0])) as Record<RunMark, number>;

/** What the counts of a flow say of it. */
export function numbersOf(counts: Counts): FlowNumbers {
  const steps = new Map<StepId, OfStep>();
  const ways: WayNumbers[] = [];
  const splits = new Set<StepId>();
  for (const [mark, count] of Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1))) {
    const [what, id, outlet] = read(mark);
    if (id === undefined || count <= 0) continue;
    const known: OfStep = steps.get(id) ?? { counts: {}, took: new Map() };
    if (what === "way" && outlet !== undefined) ways.push({ from: id, outlet, count });
    else if (what === "took") known.took.set(Number(outlet), count);
    else if (outlet !== undefined) splits.add(id);
    else if (isStepMark(what)) known.counts[what] = count;
    steps.set(id, known);
  }
  return {
    runs: runNumbers(counts),
    steps: [...steps].map(([step, { counts: of, took }]) => {
      const medianMs = medianOf(took);
      return { step, counts: of, ...(medianMs === undefined ? {} : { medianMs }) };
    }),
    ways,
    splits: [...splits].map((step) => splitOf(step, ways, counts)),
  };
}

/** `way:form|onGiveUp` → way, form, onGiveUp. No step's id and no outlet holds either sign. */
function read(mark: Mark): [what: string, id?: StepId, outlet?: string] {
  const [what = "", rest] = mark.split(":");
  const [id, outlet] = rest?.split("|") ?? [];
  return [what, id, outlet];
}

const isStepMark = (what: string): what is StepMark => (stepMarks as readonly string[]).includes(what);

function splitOf(step: StepId, ways: readonly WayNumbers[], counts: Counts): SplitNumbers {
  const arms = ways
    .filter((way) => way.from === step)
    .map(({ outlet, count }) => ({
      outlet,
      came: count,
      settled: counts[armMark("settled", step, outlet)] ?? 0,
      won: counts[armMark("won", step, outlet)] ?? 0,
    }))
    .sort((a, b) => a.outlet.localeCompare(b.outlet, "en", { numeric: true }));
  return { step, arms, verdict: compareArms(arms.map(({ settled, won }) => ({ won, of: settled }))) };
}
