import { nameOf, pointer, problem } from "../definition/problem.ts";
import type { Problem, StepId, UpdateFields } from "../definition/types.ts";
import { NEXT } from "./fields.ts";
import type { StepKind } from "./kind.ts";
import { required } from "./outlets.ts";
import { excerpt } from "./words.ts";

/** Roots a flow may write. Everything else is the firm's, the run's own, or what a step gave. */
const WRITABLE = ["contact", "matter", "occasion", "vars"];
/** Fields that have a step of their own, because changing them means more than a new value. */
const OWN_STEP: Record<string, string> = {
  "matter.stage": "moveStage",
  "matter.assignee": "assignStaff",
  "contact.tags": "changeTags",
  "matter.tags": "changeTags",
};

export const updateFields: StepKind<"updateFields"> = {
  kind: "updateFields",
  label: "Update fields",
  intent: "record",
  about: "Writes values into fields of the contact, matter or occasion, or into variables of this run.",
  fields: {
    set: {
      type: "object",
      propertyNames: { $ref: "#/$defs/factPath" },
      minProperties: 1,
      maxProperties: 50,
      title: "Set",
      description: "By field, e.g. `matter.source`: a value, or JsonLogic that gives one.",
    },
    next: NEXT,
  },
  required: ["set", "next"],
  fresh: () => ({ kind: "updateFields", set: {} }),
  outlets: (step) => [required("next", "Then", step.next)],
  check: (step, id) => Object.keys(step.set).flatMap((path) => checkWritable(step, id, path)),
  summary: (step) => `Set ${excerpt(Object.keys(step.set ?? {}).join(", "))}`,
};

function checkWritable(step: UpdateFields, id: StepId, path: string): Problem[] {
  const at = pointer("steps", id, "set", path);
  const root = path.split(".")[0] ?? "";
  if (!WRITABLE.includes(root)) {
    const message = `Step ${nameOf(id, step)} cannot write “${path}”: only fields of ${WRITABLE.join(", ")} can be set. Choose one of those.`;
    return [problem(id, at, "notWritable", message)];
  }
  const own = Object.hasOwn(OWN_STEP, path) ? OWN_STEP[path] : undefined;
  if (!own) return [];
  return [problem(id, at, "notWritable", `Step ${nameOf(id, step)} sets “${path}”, which has a step of its own. Use ${own} instead.`)];
}
