import { choice, NEXT } from "./fields.ts";
import type { StepKind } from "./kind.ts";
import { required } from "./outlets.ts";

export const join: StepKind<"join"> = {
  kind: "join",
  label: "Join",
  intent: "decide",
  about: "Where the branches of a parallel step meet.",
  fields: {
    need: choice(["all", "any"], "Goes on with", "`all`: when every branch has arrived. `any`: when the first arrives; the others end."),
    next: NEXT,
  },
  required: ["need", "next"],
  fresh: () => ({ kind: "join", need: "all" }),
  outlets: (step) => [required("next", "Then", step.next)],
  summary: (step) => (step.need === "any" ? "Go on with the first to arrive" : "Go on when all have arrived"),
};
