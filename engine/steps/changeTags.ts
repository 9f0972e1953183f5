import { nameOf, pointer, problem } from "../definition/problem.ts";
import { listOf, NEXT } from "./fields.ts";
import type { StepKind } from "./kind.ts";
import { required } from "./outlets.ts";
import { line, listed } from "./words.ts";

export const changeTags: StepKind<"changeTags"> = {
  kind: "changeTags",
  label: "Change tags",
  intent: "record",
  about: "Adds tags to the contact, or removes them.",
  fields: {
    add: listOf("tag", "Add", "Tags to add."),
    remove: listOf("tag", "Remove", "Tags to remove."),
    next: NEXT,
  },
  required: ["next"],
  fresh: () => ({ kind: "changeTags", add: [] }),
  outlets: (step) => [required("next", "Then", step.next)],
  check: (step, id) => {
    if (step.add?.length || step.remove?.length) return [];
    const message = `Step ${nameOf(id, step)} changes no tag. Name a tag to add or to remove.`;
    return [problem(id, pointer("steps", id), "nothingToDo", message)];
  },
  summary: (step) =>
    line(Boolean(step.add?.length) && `Tag ${listed(step.add)}`, Boolean(step.remove?.length) && `untag ${listed(step.remove)}`) || "Tag …",
};
