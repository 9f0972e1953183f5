import type { StepId } from "../../engine/definition/types.ts";
import { median } from "./rows.ts";

/** What is known of one run: where its steps lead, where it stands now, and its journal's lines about steps, in order. */
export interface RunStory {
  leadsTo: ReadonlyMap<StepId, readonly StepId[]>;
  standing: readonly StepId[];
  /** `at` in milliseconds. */
  lines: readonly { step: StepId; at: number; what: string }[];
}
export interface StepNumbers {
  step: StepId;
  /** Runs that came to it, that have left it, and for whom it failed or needed somebody. */
  entered: number;
  done: number;
  failed: number;
  /** Half of those who went on took no longer, in milliseconds. */
  medianMs?: number;
}
export interface StepsStory {
  steps: StepNumbers[];
  /** How many went from one step to another. */
  ways: { from: StepId; to: StepId; count: number }[];
}

const troubles = new Set(["failed", "attention"]);

/** Adds up how runs went through their steps. A run counts once for a step and once for a way, however often it came by. */
export function storyOf(runs: readonly RunStory[]): StepsStory {
  const steps = new Map<StepId, StepNumbers & { took: number[] }>();
  const ways = new Map<string, { from: StepId; to: StepId; count: number }>();
  for (const run of runs) {
    for (const [step, { came, went, failed }] of visitsOf(run)) {
      const numbers = steps.get(step) ?? { step, entered: 0, done: 0, failed: 0, took: [] };
      numbers.entered += 1;
      if (!run.standing.includes(step)) numbers.done += 1;
      if (failed) numbers.failed += 1;
      if (went !== undefined) numbers.took.push(went - came);
      steps.set(step, numbers);
    }
    for (const [from, to] of waysTaken(run)) {
      const way = ways.get(`${from} ${to}`) ?? { from, to, count: 0 };
      ways.set(`${from} ${to}`, { ...way, count: way.count + 1 });
    }
  }
  return {
    steps: [...steps.values()].map(({ took, ...numbers }) => {
      const middle = median(took);
      return { ...numbers, ...(middle === null || middle === undefined ? {} : { medianMs: middle }) };
    }),
    ways: [...ways.values()],
  };
}

interface Visit {
  came: number;
  went?: number;
  failed: boolean;
}

function visitsOf({ lines, leadsTo }: RunStory): Map<StepId, Visit> {
  const visits = new Map<StepId, Visit>();
  for (const [index, { step, at, what }] of lines.entries()) {
    const visit = visits.get(step);
    if (visit) visit.failed ||= troubles.has(what);
    else {
      const next = lines.slice(index + 1).find((line) => leadsTo.get(step)?.includes(line.step));
      visits.set(step, { came: at, failed: troubles.has(what), ...(next ? { went: next.at } : {}) });
    }
  }
  return visits;
}

/** From each step to the first it leads to that came after; of ways side by side to each. */
function waysTaken({ lines, leadsTo }: RunStory): [StepId, StepId][] {
  const firsts = new Map<StepId, number>();
  for (const [index, { step }] of lines.entries()) if (!firsts.has(step)) firsts.set(step, index);
  return [...firsts].flatMap(([from, index]): [StepId, StepId][] => {
    const targets = new Set(leadsTo.get(from) ?? []);
    const later = lines.slice(index + 1).filter((line) => targets.has(line.step));
    const isParallel = lines[index]?.what === "entered" && targets.size > 1;
    const reached = isParallel ? [...new Set(later.map((line) => line.step))] : later.slice(0, 1).map((line) => line.step);
    return reached.map((to) => [from, to]);
  });
}
