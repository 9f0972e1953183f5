/** A definition made ready for looking at: indexed once, trusted nowhere. All checks read this. */
import { isStepKind, outletsOf } from "../steps/index.ts";
import type { Outlet } from "../steps/kind.ts";
import { Memory } from "./memory.ts";
import { nameOf } from "./problem.ts";
import type { Step, StepId, StepKindName } from "./types.ts";

export interface IndexedStep {
  id: StepId;
  /** Null for an unknown kind. */
  kind: StepKindName | null;
  step: Record<string, unknown>;
  outlets: Outlet[];
  /** Set when the step's own fields have the right shape, outlets aside: only then may its kind's own checks look at it. */
  shapely: boolean;
}

/** What a check of one step may ask of the others. */
export interface Others {
  steps: Pick<ReadonlyMap<StepId, IndexedStep>, "get" | "has">;
}

export interface Flow extends Others {
  /** The definition as given. */
  raw: Record<string, unknown>;
  steps: ReadonlyMap<StepId, IndexedStep>;
  start: StepId | null;
  /** Steps goals lead to, with the goal's place in the list. */
  goalSteps: { index: number; id: string; then: StepId }[];
  /** What is remembered of its steps. */
  memory: Memory;
}

/** `memory`: of the last look at the same flow, where there was one. */
export function indexFlow(raw: Record<string, unknown>, memory: Memory = new Memory()): Flow {
  const steps = new Map<StepId, IndexedStep>();
  for (const [id, step] of Object.entries(isRecord(raw["steps"]) ? raw["steps"] : {})) {
    if (isRecord(step)) steps.set(id, memory.known(id, step) ?? indexStep(id, step));
  }
  memory.keep(steps);
  const goals: unknown[] = Array.isArray(raw["goals"]) ? raw["goals"] : [];
  const goalSteps = goals.flatMap((goal, index) =>
    isRecord(goal) && typeof goal["then"] === "string" && goal["then"] !== "end"
      ? [{ index, id: String(goal["id"]), then: goal["then"] }]
      : [],
  );
  return { raw, steps, start: typeof raw["start"] === "string" && raw["start"] !== "" ? raw["start"] : null, goalSteps, memory };
}

function indexStep(id: StepId, step: Record<string, unknown>): IndexedStep {
  const kind = isStepKind(step["kind"]) ? step["kind"] : null;
  return { id, kind, step, outlets: kind ? outletsOf(step as unknown as Step) : [], shapely: false };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

export function called({ steps }: Others, id: StepId): string {
  return nameOf(id, steps.get(id)?.step);
}
