import { nameOf, pointer, problem } from "../definition/problem.ts";
import { field, NEXT, outletField } from "./fields.ts";
import type { StepKind } from "./kind.ts";
import { required } from "./outlets.ts";
import { line } from "./words.ts";

export const repeat: StepKind<"repeat"> = {
  kind: "repeat",
  label: "Repeat",
  intent: "decide",
  about: "Does some steps again and again: a number of times, until a condition is true, or both.",
  fields: {
    body: outletField("Each time", "The first of the steps to repeat; their path leads back to this step."),
    times: { type: "integer", minimum: 1, maximum: 1000, title: "Times", description: "How often at most." },
    until: field("condition", "Until", "Asked before each time: when true, it is done."),
    next: NEXT,
  },
  required: ["body", "next"],
  fresh: () => ({ kind: "repeat", body: "", times: 3 }),
  outlets: (step) => [required("body", "Each time", step.body), required("next", "Afterwards", step.next)],
  check: (step, id) => {
    if (step.times !== undefined || step.until !== undefined) return [];
    const message = `Step ${nameOf(id, step)} never stops repeating. Say how many times, or until when.`;
    return [problem(id, pointer("steps", id), "noEnd", message)];
  },
  summary: (step) =>
    line(step.times === undefined ? "Repeat" : `Repeat ${step.times} times`, step.until !== undefined && "until a condition is true"),
};
