import { nameOf, pointer, problem } from "../definition/problem.ts";
import { field } from "./fields.ts";
import type { StepKind } from "./kind.ts";
import { required } from "./outlets.ts";

export const parallel: StepKind<"parallel"> = {
  kind: "parallel",
  label: "In parallel",
  intent: "decide",
  about: "Goes several ways at once; they meet again at a join.",
  fields: {
    branches: {
      type: "array",
      items: { $ref: "#/$defs/outlet" },
      minItems: 2,
      maxItems: 20,
      title: "Branches",
      description: "The first step of each way.",
    },
    join: field("stepId", "Join", "The join at which they meet."),
  },
  required: ["branches", "join"],
  fresh: () => ({ kind: "parallel", branches: ["", ""], join: "" }),
  outlets: (step) =>
    (Array.isArray(step.branches) ? step.branches : []).map((to: unknown, index) => required(`branches/${index}`, `Way ${index + 1}`, to)),
  check: (step, id, steps) => {
    const join = Object.hasOwn(steps, step.join) ? steps[step.join] : undefined;
    if (join?.kind === "join") return [];
    const message = `Step ${nameOf(id, step)} names “${step.join}” as the place its branches meet, but that is no join. Add a join step and name it here.`;
    return [problem(id, pointer("steps", id, "join"), "noJoin", message)];
  },
  summary: (step) => `${Array.isArray(step.branches) ? step.branches.length : 0} ways at once`,
};
