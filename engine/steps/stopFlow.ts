import { field, NEXT } from "./fields.ts";
import type { StepKind } from "./kind.ts";
import { required } from "./outlets.ts";
import { quoted } from "./words.ts";

export const stopFlow: StepKind<"stopFlow"> = {
  kind: "stopFlow",
  label: "Stop flow",
  intent: "connect",
  about: "Ends another flow for the same person, matter or occasion; never for another matter of the same person.",
  fields: { flow: field("key", "Flow", "The flow to stop."), next: NEXT },
  required: ["flow", "next"],
  fresh: () => ({ kind: "stopFlow", flow: "" }),
  outlets: (step) => [required("next", "Then", step.next)],
  summary: (step) => `Stop ${quoted(step.flow)}`,
};
