/** A definition made ready for looking at: indexed once, trusted nowhere. All checks read this. */
import { isStepKind, outletsOf } from "../steps/index.ts";
import type { Outlet } from "../steps/kind.ts";
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

export interface Flow {
  /** The definition as given. */
  raw: Record<string, unknown>;
  steps: Map<StepId, IndexedStep>;
  start: StepId | null;
  /** Steps goals lead to, with the goal's place in the list. */
  goalSteps: { index: number; id: string; then: StepId }[];
}

export function indexFlow(raw: Record<string, unknown>): Flow {
  const steps = new Map<StepId, IndexedStep>();
  for (const [id, step] of Object.entries(isRecord(raw["steps"]) ? raw["steps"] : {})) {
    if (!isRecord(step)) continue;
    const kind = isStepKind(step["kind"]) ? step["kind"] : null;
    steps.set(id, { id, kind, step, outlets: kind ? outletsOf(step as unknown as Step) : [], shapely: false });
  }
  const goals: unknown[] = Array.isArray(raw["goals"]) ? raw["goals"] : [];
  const goalSteps = goals.flatMap((goal, index) =>
    isRecord(goal) && typeof goal["then"] === "string" && goal["then"] !== "end"
      ? [{ index, id: String(goal["id"]), then: goal["then"] }]
      : [],
  );
  return { raw, steps, start: typeof raw["start"] === "string" && raw["start"] !== "" ? raw["start"] : null, goalSteps };
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

export function called(flow: Flow, id: StepId): string {
  return nameOf(id, flow.steps.get(id)?.step);
}
