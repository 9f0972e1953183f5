import { nameOf, pointer, problem } from "../definition/problem.ts";
import { isWholeDays } from "./durations.ts";
import { field, flag, NEXT } from "./fields.ts";
import type { StepKind } from "./kind.ts";
import { required } from "./outlets.ts";
import { excerpt, line, spoken } from "./words.ts";

export const createTask: StepKind<"createTask"> = {
  kind: "createTask",
  label: "Create task",
  intent: "record",
  about: "Gives staff something to do, and waits until it is done if wanted.",
  fields: {
    title: field("liquidLine", "Title", "What is to be done, with merge fields."),
    notes: field("liquid", "Notes", "What helps doing it, with merge fields."),
    assignee: field("name", "For", "`assignee` (the default), a role, or the id of a member of staff."),
    due: field("duration", "Due after", "Counted from when the step is reached."),
    businessDays: flag(
      "Business days",
      "Count only business days of the firm (due in whole days), or business hours (due in hours and minutes).",
    ),
    waitUntilDone: flag("Wait until done", "Go on only when the task is completed."),
    next: NEXT,
  },
  required: ["title", "next"],
  fresh: () => ({ kind: "createTask", title: "", due: "P1D", businessDays: true }),
  outlets: (step) => [required("next", step.waitUntilDone ? "Done" : "Then", step.next)],
  check: (step, id) => {
    if (!step.businessDays || !step.due || isWholeDays(step.due) || !/[YMWD].*T/.test(step.due)) return [];
    const message = `Step ${nameOf(id, step)} counts business days, but is due after ${spoken(step.due)}. Give whole days, or hours and minutes, not both.`;
    return [problem(id, pointer("steps", id, "due"), "businessDaysNeedWholeDays", message)];
  },
  summary: (step) =>
    line(
      `Task “${excerpt(step.title)}”`,
      step.due && `due after ${spoken(step.due, step.businessDays)}`,
      step.waitUntilDone && "wait until done",
    ),
};
