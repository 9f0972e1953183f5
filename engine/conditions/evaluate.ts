import { LogicEngine } from "json-logic-engine";
import type { Condition } from "../definition/types.ts";
import { methodsAt } from "./operators.ts";

const LIMITS = {
  disableInline: true,
  disableInterpretedOptimization: true,
  permissive: false,
  maxDepth: 60,
  maxArrayLength: 10_000,
  maxStringLength: 100_000,
};

/**
 * Whether a condition holds for these facts at this moment. Total: a condition that cannot be judged does not hold. An empty or
 * missing condition always holds. `now` is an ISO instant, `zone` the zone whose days `daysUntil` counts.
 */
export function evaluate(condition: Condition | undefined | null, facts: unknown, now: string, zone: string): boolean {
  if (condition === undefined || condition === null || Object.keys(condition).length === 0) return true;
  return isTrue(compute(condition, facts, now, zone));
}

/** The value JsonLogic gives, as `updateFields` needs it; undefined when it cannot be worked out. A value that is no JsonLogic is itself. */
export function compute(logic: unknown, facts: unknown, now: string, zone: string): unknown {
  try {
    const value: unknown = new LogicEngine(methodsAt(now, zone), LIMITS).run(logic, facts);
    return typeof value === "function" || typeof value === "symbol" ? undefined : value;
  } catch {
    return undefined;
  }
}

/** JsonLogic's truth: an empty list is false. */
function isTrue(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value);
}
