/** Where in a step an outlet's target stands. `cases/0` stands at `cases`, 0, `next`; `branches/1` at `branches`, 1. */
import { pointer } from "./problem.ts";
import type { StepId } from "./types.ts";

export function outletSegments(outlet: string): (string | number)[] {
  const [field = "", index] = outlet.split("/");
  if (index === undefined) return [field];
  return field === "branches" ? [field, Number(index)] : [field, Number(index), "next"];
}

export function outletPointer(step: StepId, outlet: string): string {
  return pointer("steps", step, ...outletSegments(outlet));
}
