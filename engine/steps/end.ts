import { field } from "./fields.ts";
import type { StepKind } from "./kind.ts";
import { quoted } from "./words.ts";

export const end: StepKind<"end"> = {
  kind: "end",
  label: "End",
  intent: "end",
  about: "Ends the run with an outcome, also from inside a branch.",
  fields: { outcome: field("name", "Outcome", "How it ended, as reports count it, e.g. `completed`.") },
  required: ["outcome"],
  fresh: () => ({ kind: "end", outcome: "completed" }),
  outlets: () => [],
  summary: (step) => `End: ${quoted(step.outcome)}`,
};
