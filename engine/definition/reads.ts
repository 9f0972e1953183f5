/** Everything a flow reads and hears: conditions, merge fields, paths and events, each checked against what there can be. */
import { ALL_ROOTS, MOMENT_ROOTS, STANDING_ROOTS } from "../conditions/catalogue.ts";
import { checkCondition, type Finding } from "../conditions/check.ts";
import { eventKind } from "../conditions/events.ts";
import { checkMergeFields } from "../conditions/liquid.ts";
import { type Scope, whyNotPath } from "../conditions/paths.ts";
import type { Shape } from "../steps/fields.ts";
import { called, type Flow, type IndexedStep, isRecord, type Others } from "./flow.ts";
import { ofEachStep } from "./memory.ts";
import { type Found, find, placesOf } from "./places.ts";
import { pointer, problem } from "./problem.ts";
import type { Problem, StepId } from "./types.ts";
import { clip } from "./words.ts";

const READING: ReadonlySet<Shape> = new Set(["condition", "liquid", "liquidLine", "factPath", "eventName"]);

interface Place {
  step: StepId | null;
  path: string;
  who: string;
}

export function checkReads(flow: Flow): Problem[] {
  return [...checkTriggers(flow), ...checkGoals(flow), ...checkExits(flow), ...ofEachStep(flow, checkStep)];
}

function findings(place: Place, found: Finding[]): Problem[] {
  return found.map(({ at, code, message }) => problem(place.step, place.path + at, code, `${place.who} ${message}`));
}

function condition(place: Place, value: unknown, scope: Scope): Problem[] {
  return isRecord(value) ? findings(place, checkCondition(value, scope)) : [];
}

function event(place: Place, name: unknown): Problem[] {
  if (typeof name !== "string" || name === "" || eventKind(name)) return [];
  return [
    problem(
      place.step,
      place.path,
      "unknownEvent",
      `${place.who} names the event “${clip(name)}”, which does not exist. Choose one of the events the firm has, like form.submitted.`,
    ),
  ];
}

function path(place: Place, value: unknown, scope: Scope): Problem[] {
  const why = typeof value === "string" ? whyNotPath(value, scope) : null;
  return why === null ? [] : [problem(place.step, place.path, "unknownPath", `${place.who} names a field that cannot exist: ${why}`)];
}

function atEvent({ steps }: Others, name: unknown): Scope {
  return { roots: ALL_ROOTS, steps, ...(typeof name === "string" ? { event: name } : {}) };
}

function checkTriggers(flow: Flow): Problem[] {
  const enrol = isRecord(flow.raw["enrol"]) ? flow.raw["enrol"] : {};
  const list: unknown[] = Array.isArray(enrol["on"]) ? enrol["on"] : [];
  const before = { roots: STANDING_ROOTS, steps: flow.steps };
  return [
    ...condition({ step: null, path: "/enrol/where", who: "The flow" }, enrol["where"], atEvent(flow, undefined)),
    ...list.flatMap((trigger, index) => {
      if (!isRecord(trigger)) return [];
      const place = (name: string) => ({ step: null, path: pointer("enrol", "on", index, name), who: `Start ${index + 1} of the flow` });
      return [
        ...event(place("event"), trigger["event"]),
        ...condition(place("where"), trigger["where"], atEvent(flow, trigger["event"])),
        ...condition(place("becomes"), trigger["becomes"], before),
        ...path(place("field"), trigger["field"], before),
      ];
    }),
  ];
}

function checkGoals(flow: Flow): Problem[] {
  return entries(flow.raw["goals"]).flatMap(([goal, index]) => {
    const place = (name: string) => ({ step: null, path: pointer("goals", index, name), who: `Goal “${clip(String(goal["id"]))}”` });
    return [...event(place("on"), goal["on"]), ...condition(place("where"), goal["where"], atEvent(flow, goal["on"]))];
  });
}

function checkExits(flow: Flow): Problem[] {
  return entries(flow.raw["exits"]).flatMap(([exit, index]) => {
    const place = (name: string) => ({ step: null, path: pointer("exits", index, name), who: `Exit “${clip(String(exit["id"]))}”` });
    return [
      ...event(place("on"), exit["on"]),
      ...condition(place("where"), exit["where"], atEvent(flow, exit["on"])),
      ...condition(place("when"), exit["when"], { roots: STANDING_ROOTS, steps: flow.steps }),
    ];
  });
}

function entries(list: unknown): [Record<string, unknown>, number][] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((entry: unknown, index): [Record<string, unknown>, number][] => (isRecord(entry) ? [[entry, index]] : []));
}

function checkStep(others: Others, indexed: IndexedStep): Problem[] {
  const { id, kind, step } = indexed;
  if (kind === null) return [];
  const who = `Step ${called(others, id)}`;
  const out = find(step, placesOf(kind), READING).flatMap((found) =>
    checkFound(others, indexed, found, { step: id, path: pointer("steps", id, ...found.segments), who }),
  );
  if (kind === "updateFields") out.push(...checkSet(others, id, step["set"], who));
  if (kind === "callWebhook")
    out.push(
      ...checkSave(others, id, step["save"], who),
      ...checkBody(others, step["body"], { step: id, path: pointer("steps", id, "body"), who }),
    );
  return out;
}

function checkFound(others: Others, { kind, step }: IndexedStep, { shape, segments, value }: Found, place: Place): Problem[] {
  if (shape === "eventName") return event(place, value);
  if (shape === "factPath") return path(place, value, { roots: STANDING_ROOTS, steps: others.steps });
  if (shape !== "condition")
    return typeof value === "string" ? findings(place, checkMergeFields(value, { roots: ALL_ROOTS, steps: others.steps })) : [];
  if (segments.at(-1) === "where") return condition(place, value, atEvent(others, eventBeside(step, segments)));
  return condition(place, value, { roots: kind === "waitUntil" ? STANDING_ROOTS : MOMENT_ROOTS, steps: others.steps });
}

/** The event whose `where` this is: the entry's own, or the step's. */
function eventBeside(step: Record<string, unknown>, segments: (string | number)[]): unknown {
  const [list, index] = segments;
  const entry: unknown = list === "events" && Array.isArray(step["events"]) ? step["events"][Number(index)] : step;
  return isRecord(entry) ? entry["event"] : undefined;
}

function checkSet(others: Others, id: StepId, set: unknown, who: string): Problem[] {
  if (!isRecord(set)) return [];
  return Object.entries(set).flatMap(([field, value]) => {
    const place = { step: id, path: pointer("steps", id, "set", field), who };
    return [
      ...path(place, field, { roots: ALL_ROOTS, steps: others.steps }),
      ...condition(place, value, { roots: MOMENT_ROOTS, steps: others.steps }),
    ];
  });
}

function checkSave(others: Others, id: StepId, save: unknown, who: string): Problem[] {
  if (!isRecord(save)) return [];
  return Object.keys(save).flatMap((field) =>
    path({ step: id, path: pointer("steps", id, "save", field), who }, field, { roots: ALL_ROOTS, steps: others.steps }),
  );
}

function checkBody(others: Others, body: unknown, place: Place): Problem[] {
  if (typeof body === "string") return findings(place, checkMergeFields(body, { roots: ALL_ROOTS, steps: others.steps }));
  if (body === null || typeof body !== "object") return [];
  return Object.entries(body).flatMap(([key, inner]) => checkBody(others, inner, { ...place, path: place.path + pointer(key) }));
}
