import { field, NEXT } from "./fields.ts";
import type { StepKind } from "./kind.ts";
import { required } from "./outlets.ts";
import { quoted } from "./words.ts";

export const moveStage: StepKind<"moveStage"> = {
  kind: "moveStage",
  label: "Move to stage",
  intent: "record",
  about: "Moves the matter to a stage of its pipeline.",
  fields: { stage: field("key", "Stage", "The stage to move to."), next: NEXT },
  required: ["stage", "next"],
  fresh: () => ({ kind: "moveStage", stage: "" }),
  outlets: (step) => [required("next", "Then", step.next)],
  summary: (step) => `Move to stage ${quoted(step.stage)}`,
};
