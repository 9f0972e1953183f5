/** What the kinds that wait with a limit share. */
import { nameOf, pointer, problem } from "../definition/problem.ts";
import type { Duration, Problem, StepId } from "../definition/types.ts";
import type { Outlet } from "./kind.ts";
import { outlet } from "./outlets.ts";
import { spoken } from "./words.ts";

interface Timed {
  name?: string;
  timeout?: Duration;
  onTimeout?: StepId;
}

export function timeoutOutlet(step: Timed): Outlet[] {
  if (step.timeout === undefined && step.onTimeout === undefined) return [];
  return [
    outlet(
      "onTimeout",
      step.timeout === undefined ? "Too late" : `Not in ${spoken(step.timeout)}`,
      step.onTimeout,
      step.timeout !== undefined,
    ),
  ];
}

export function checkTimeout(step: Timed, id: StepId): Problem[] {
  if (step.onTimeout === undefined || step.timeout !== undefined) return [];
  const message = `Step ${nameOf(id, step)} says where to go when time runs out, but gives no time. Set “Give up after”, or remove that way.`;
  return [problem(id, pointer("steps", id, "onTimeout"), "outletNeverTaken", message)];
}
