/**
 * What was found of single steps, kept from one look at a flow to the next. Whoever draws changes a step at a time: only that one and those
 * that asked about it are looked at again. What comes of it is what looking at everything afresh would find.
 */
import type { Flow, IndexedStep, Others } from "./flow.ts";
import type { Problem, StepId } from "./types.ts";

/** Looks at one step, and at others only by their ids. */
export type StepCheck = (others: Others, step: IndexedStep) => Problem[];

interface Found {
  problems: Problem[];
  /** Whom the check asked for, and who was there. */
  asked: ReadonlyMap<StepId, IndexedStep | undefined>;
}

/** Steps are known by their identity: one that is remembered must not be changed in place. */
export class Memory {
  private indexed: ReadonlyMap<StepId, IndexedStep> = new Map();
  private readonly found = new WeakMap<IndexedStep, Map<StepCheck, Found>>();

  /** The step as it was indexed, if it still is the very same. */
  known(id: StepId, step: object): IndexedStep | undefined {
    const before = this.indexed.get(id);
    return before?.step === step ? before : undefined;
  }

  keep(steps: ReadonlyMap<StepId, IndexedStep>): void {
    this.indexed = steps;
  }

  /** What a check finds of a step: as remembered, while all whom it asked for are as they were. */
  find(check: StepCheck, { steps }: Others, step: IndexedStep): Problem[] {
    const checks = this.found.get(step) ?? new Map<StepCheck, Found>();
    const before = checks.get(check);
    if (before && isAsItWas(before, steps)) return before.problems;
    const asked = new Map<StepId, IndexedStep | undefined>();
    const get = (id: StepId): IndexedStep | undefined => {
      const other = steps.get(id);
      asked.set(id, other);
      return other;
    };
    const problems = check({ steps: { get, has: (id) => get(id) !== undefined } }, step);
    this.found.set(step, checks.set(check, { problems, asked }));
    return problems;
  }
}

function isAsItWas({ asked }: Found, steps: Others["steps"]): boolean {
  for (const [id, other] of asked) if (steps.get(id) !== other) return false;
  return true;
}

/** What a check finds of all steps, in their order. */
export function ofEachStep(flow: Flow, check: StepCheck): Problem[] {
  return [...flow.steps.values()].flatMap((step) => flow.memory.find(check, flow, step));
}
