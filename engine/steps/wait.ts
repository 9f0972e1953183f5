import { nameOf, pointer, problem } from "../definition/problem.ts";
import type { Problem, StepId, Wait } from "../definition/types.ts";
import { isWholeDays } from "./durations.ts";
import { field, flag, NEXT, outletField } from "./fields.ts";
import type { StepKind } from "./kind.ts";
import { optional, outlet, required } from "./outlets.ts";
import { line, spoken, spokenWindow } from "./words.ts";

export const wait: StepKind<"wait"> = {
  kind: "wait",
  label: "Wait",
  intent: "wait",
  about: "Waits for a time: a while, until a moment, until or around a date of the matter, or for a window of the week.",
  fields: {
    for: field("duration", "For", "How long. Days keep the time of day; hours and less are elapsed time."),
    instant: field("dateTime", "Until", "A moment, e.g. `2027-03-01T09:00` in the flow's zone, or with an offset."),
    field: field("factPath", "Date", "The date to wait for, e.g. `matter.closingDate`, `occasion.at`, `steps.book.startsAt`."),
    before: field("duration", "Before", "How long before that date."),
    after: field("duration", "After", "How long after that date."),
    businessDays: flag("Business days", "Count only days that are neither Saturday, Sunday nor a holiday of the firm. Whole days only."),
    at: field("localTime", "At", "The time of day at which it ends."),
    window: field("window", "Within", "Ends at once inside the window, else when it next opens. Alone, or after any other."),
    next: NEXT,
    onMissing: outletField("If there is no date", "Where to go when the date is not set. Without it the run waits for staff."),
    onPast: outletField("If already past", "Where to go when the moment is already gone. Without it the run waits for staff."),
  },
  required: ["next"],
  fresh: () => ({ kind: "wait", for: "P1D" }),
  outlets: (step) => [
    required("next", "Then", step.next),
    ...(step.field !== undefined || step.onMissing !== undefined ? [optional("onMissing", "No date", step.onMissing)] : []),
    ...(step.field !== undefined || step.instant !== undefined || step.onPast !== undefined
      ? [outlet("onPast", "Already past", step.onPast, false)]
      : []),
  ],
  check: (step, id) => [...checkEnds(step, id), ...checkParts(step, id), ...checkOutlets(step, id)],
  summary: (step) => line(spokenEnd(step), step.window && `within ${spokenWindow(step.window)}`) || "Wait …",
};

function spokenEnd(step: Wait): string | undefined {
  const at = step.at ? ` at ${step.at}` : "";
  if (step.for !== undefined) return `Wait ${spoken(step.for, step.businessDays)}${at}`;
  if (step.instant !== undefined) return `Wait until ${step.instant.replace("T", " ")}`;
  if (step.field === undefined) return undefined;
  const offset = step.before ?? step.after;
  const isMoved = offset !== undefined && /[1-9]/.test(offset);
  const moved = !isMoved ? "" : `${spoken(offset, step.businessDays)} ${step.before === undefined ? "after" : "before"} `;
  return `Wait until ${moved}${step.field}${at}`;
}

function checkEnds(step: Wait, id: StepId): Problem[] {
  const ends = (["for", "instant", "field"] as const).filter((name) => step[name] !== undefined);
  if (ends.length > 1) {
    const message = `Step ${nameOf(id, step)} says twice when it ends (${ends.join(" and ")}). Keep one, or use two waits.`;
    return [problem(id, pointer("steps", id), "twoEnds", message)];
  }
  if (step.before !== undefined && step.after !== undefined) {
    const message = `Step ${nameOf(id, step)} ends both before and after a date. Keep one, or use two waits.`;
    return [problem(id, pointer("steps", id), "twoEnds", message)];
  }
  if (ends.length === 0 && step.window === undefined) {
    const message = `Step ${nameOf(id, step)} does not say when it ends. Give a duration, a moment, a date or a window.`;
    return [problem(id, pointer("steps", id), "noEnd", message)];
  }
  return [];
}

/** Which fields go with which end. */
function checkParts(step: Wait, id: StepId): Problem[] {
  const out: Problem[] = [];
  const wrong = (name: keyof Wait, only: string) => {
    const message = `Step ${nameOf(id, step)} has “${name}”, which only a wait ${only} takes. Remove it, or change how the wait ends.`;
    out.push(problem(id, pointer("steps", id, name), "fieldWithoutUse", message));
  };
  if (step.field === undefined && step.before !== undefined) wrong("before", "for a date");
  if (step.field === undefined && step.after !== undefined) wrong("after", "for a date");
  if (step.at !== undefined && step.for === undefined && step.field === undefined) wrong("at", "for days or for a date");
  const counted = step.for ?? step.before ?? step.after;
  if (step.businessDays && (counted === undefined || !isWholeDays(counted) || /[YM]/.test(counted))) {
    const message = `Step ${nameOf(id, step)} counts business days, so its length must be whole days, like P3D. Give days, or count all days.`;
    out.push(problem(id, pointer("steps", id, "businessDays"), "businessDaysNeedWholeDays", message));
  }
  return out;
}

function checkOutlets(step: Wait, id: StepId): Problem[] {
  const never = (name: "onMissing" | "onPast", why: string) =>
    problem(
      id,
      pointer("steps", id, name),
      "outletNeverTaken",
      `Step ${nameOf(id, step)} can never go by “${name}”: ${why}. Remove that way, or wait for a date.`,
    );
  return [
    ...(step.onMissing !== undefined && step.field === undefined ? [never("onMissing", "it waits for no date")] : []),
    ...(step.onPast !== undefined && step.field === undefined && step.instant === undefined
      ? [never("onPast", "it cannot begin too late")]
      : []),
  ];
}
