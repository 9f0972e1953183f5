/** Times written into a flow: windows that open, durations a firm can live to see, dates that exist. */
import { longestSeconds } from "../steps/durations.ts";
import type { Shape } from "../steps/fields.ts";
import { looksLikeDate, whyNotDate } from "./dates.ts";
import { called, type Flow, type IndexedStep, isRecord, type Others } from "./flow.ts";
import { ofEachStep } from "./memory.ts";
import { find, placesOf } from "./places.ts";
import { pointer, problem } from "./problem.ts";
import { whyNotRule } from "./rrule.ts";
import type { Problem, StepId } from "./types.ts";

const HUNDRED_YEARS = 100 * 366 * 24 * 3600;
const TIMED: ReadonlySet<Shape> = new Set(["window", "duration", "dateTime"]);

export function checkTimes(flow: Flow): Problem[] {
  return [
    ...checkTime("window", flow.raw["window"], null, "/window", "The flow"),
    ...checkTriggerTimes(flow),
    ...ofEachStep(flow, checkStepTimes),
  ];
}

function checkStepTimes(others: Others, indexed: IndexedStep): Problem[] {
  const { id, kind, step } = indexed;
  if (kind === null) return [];
  const who = `Step ${called(others, id)}`;
  const found = find(step, placesOf(kind), TIMED).flatMap(({ shape, segments, value }) =>
    checkTime(shape, value, id, pointer("steps", id, ...segments), who),
  );
  return kind === "updateFields" ? [...found, ...checkSetDates(indexed, who)] : found;
}

function checkTime(shape: Shape, value: unknown, step: StepId | null, path: string, who: string): Problem[] {
  if (shape === "window") return checkWindow(value, step, path, who);
  if (typeof value !== "string") return [];
  if (shape === "duration") {
    if (longestSeconds(value) <= HUNDRED_YEARS) return [];
    return [problem(step, path, "tooLong", `${who} has the duration ${value}, which is more than a hundred years. Give a shorter one.`)];
  }
  const why = whyNotDate(value);
  return why === null ? [] : [problem(step, path, "badDate", `${who} waits until a moment that ${why}. Correct the date.`)];
}

function checkWindow(window: unknown, step: StepId | null, path: string, who: string): Problem[] {
  if (!isRecord(window)) return [];
  const out: Problem[] = [];
  const { days, from, to } = window;
  if (Array.isArray(days) && days.length === 0)
    out.push(
      problem(
        step,
        `${path}/days`,
        "windowWithoutDays",
        `${who} has a window without days, so it would never open. Choose at least one day.`,
      ),
    );
  if (Array.isArray(days) && new Set(days).size < days.length)
    out.push(problem(step, `${path}/days`, "doubleName", `${who} has a window that names a day twice. Name each day once.`));
  // Times of day in this form compare as text.
  if (typeof from === "string" && typeof to === "string" && from >= to)
    out.push(
      problem(
        step,
        `${path}/to`,
        "windowBackwards",
        `${who} has a window from ${from} to ${to}, which is never open. Let it begin before it ends.`,
      ),
    );
  return out;
}

function checkTriggerTimes({ raw }: Flow): Problem[] {
  const list: unknown = isRecord(raw["enrol"]) ? raw["enrol"]["on"] : undefined;
  if (!Array.isArray(list)) return [];
  return list.flatMap((trigger: unknown, index) => {
    if (!isRecord(trigger)) return [];
    const who = `Start ${index + 1} of the flow`;
    const path = pointer("enrol", "on", index);
    const out = ["before", "after", "every"].flatMap((name) => checkTime("duration", trigger[name], null, `${path}/${name}`, who));
    if (trigger["before"] !== undefined && trigger["after"] !== undefined)
      out.push(problem(null, path, "twoEnds", `${who} is both before and after a date. Keep one, or make two of it.`));
    const why = typeof trigger["schedule"] === "string" ? whyNotRule(trigger["schedule"]) : null;
    if (why !== null)
      out.push(
        problem(
          null,
          `${path}/schedule`,
          "badSchedule",
          `${who} has a calendar rule that ${why}. Write it like FREQ=MONTHLY;BYMONTHDAY=1.`,
        ),
      );
    return out;
  });
}

function checkSetDates({ id, step: { set } }: IndexedStep, who: string): Problem[] {
  if (!isRecord(set)) return [];
  return Object.entries(set).flatMap(([field, value]) => {
    const why = typeof value === "string" && looksLikeDate(value) ? whyNotDate(value) : null;
    if (why === null) return [];
    return [problem(id, pointer("steps", id, "set", field), "badDate", `${who} sets ${field} to a date that ${why}. Correct the date.`)];
  });
}
