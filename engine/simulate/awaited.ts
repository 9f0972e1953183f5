/** Things a flow waits for that nobody was asked for here: a call, a reply, a signing that staff plan. Pure. */
import { evaluate } from "../conditions/index.ts";
import type { AwaitedEvent, Condition, Definition, Step, StepId } from "../definition/types.ts";
import type { Facts, Instant, Json, JsonObject } from "../run/index.ts";
import { setAt } from "./facts.ts";

type Waiting = Extract<Step, { kind: "waitForEvent" }>;

/** What a step waits for: one thing, or whichever of several comes first. A drawing half done may name none. */
export function awaitedBy(step: Waiting): AwaitedEvent[] {
  if (Array.isArray(step.events)) return step.events.filter((one) => typeof one?.event === "string");
  return typeof step.event === "string" ? [{ event: step.event, ...(step.where ? { where: step.where } : {}) }] : [];
}

/** Whether it comes of an appointment that this flow offers: then it depends on what becomes of that. */
export function comesOfBooking(definition: Definition, { event, where }: AwaitedEvent, facts: Facts, now: Instant): boolean {
  if (!event.startsWith("occasion.")) return false;
  return Object.values(definition.steps).some((step) => {
    if (step.kind !== "offerAppointment") return false;
    const told = { ...facts, event: { kind: "appointment", type: step.type } };
    return evaluate(where ?? {}, told, now, facts.firm.zone) === true;
  });
}

/** Steps that wait only for what comes of an appointment: nobody need say when. */
export const waitsForBooking = (definition: Definition, id: StepId, facts: Facts, now: Instant): boolean => {
  const step = definition.steps[id];
  const awaited = step?.kind === "waitForEvent" ? awaitedBy(step) : [];
  return awaited.length > 0 && awaited.every((one) => comesOfBooking(definition, one, facts, now));
};

/** What an event has to carry to be the one that is waited for, as far as its condition says so plainly. */
export function carrying(where: Condition | undefined): JsonObject {
  const told: JsonObject = { event: {} };
  for (const [path, value] of fulfilling(where)) if (path.startsWith("event.")) setAt(told, path, value);
  return told["event"] as JsonObject;
}

/** What has to be changed for a condition to hold, as far as it says so plainly: a stage, a field, a tag. Nothing where staff could not. */
export const becoming = (when: Condition | undefined): Record<string, Json> =>
  Object.fromEntries(fulfilling(when).filter(([path]) => /^(?:contact|matter|occasion)\.(?!id$)/.test(path)));

type Fulfilled = [path: string, value: Json][];

function fulfilling(condition: unknown): Fulfilled {
  if (condition === null || typeof condition !== "object" || Array.isArray(condition)) return [];
  return Object.entries(condition).flatMap(([operator, raw]): Fulfilled => {
    const args: unknown[] = Array.isArray(raw) ? raw : [raw];
    if (operator === "and") return args.flatMap(fulfilling);
    if (operator === "or") return fulfilling(args[0]);
    return compared(operator, args);
  });
}

function compared(operator: string, [left, right]: unknown[]): Fulfilled {
  const path = pathOf(left) ?? pathOf(right);
  const fits = fitting(operator, pathOf(left) === undefined ? left : right);
  return path === undefined || fits === undefined ? [] : [[path, fits]];
}

function fitting(operator: string, value: unknown): Json | undefined {
  if (operator === "in") return Array.isArray(value) ? (value[0] as Json) : undefined;
  if (operator === "contains") return isScalar(value) ? [value] : undefined;
  if (operator === ">" && typeof value === "number") return value + 1;
  if (operator === "<" && typeof value === "number") return value - 1;
  return ["==", "===", ">=", "<="].includes(operator) && isScalar(value) ? value : undefined;
}

const isScalar = (value: unknown): value is string | number | boolean => ["string", "number", "boolean"].includes(typeof value);

function pathOf(read: unknown): string | undefined {
  if (read === null || typeof read !== "object") return undefined;
  const path = (read as Record<string, unknown>)["var"];
  return typeof path === "string" ? path : undefined;
}
