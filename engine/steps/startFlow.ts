import { field, NEXT } from "./fields.ts";
import type { StepKind } from "./kind.ts";
import { required } from "./outlets.ts";
import { quoted } from "./words.ts";

export const startFlow: StepKind<"startFlow"> = {
  kind: "startFlow",
  label: "Start flow",
  intent: "connect",
  about: "Starts another flow for the same subject, independent of this one and not waited for.",
  fields: { flow: field("key", "Flow", "The flow to start."), next: NEXT },
  required: ["flow", "next"],
  fresh: () => ({ kind: "startFlow", flow: "" }),
  outlets: (step) => [required("next", "Then", step.next)],
  summary: (step) => `Start ${quoted(step.flow)}`,
};
