import { entries, field, outletField } from "./fields.ts";
import type { StepKind } from "./kind.ts";
import { entriesOf, entryLabel, required } from "./outlets.ts";

export const branch: StepKind<"branch"> = {
  kind: "branch",
  label: "Branch",
  intent: "decide",
  about: "Takes the first case whose condition is true, or else the way that is left.",
  fields: {
    cases: entries(
      {
        when: field("condition", "If", "JsonLogic over facts, read when the step is reached."),
        next: outletField("Then", "Where this case leads."),
        name: field("line", "Name", "What the case is called on the canvas."),
      },
      ["when", "next"],
      "Cases",
      "Tried in order; the first that is true is taken.",
      { minItems: 1, maxItems: 50 },
    ),
    otherwise: outletField("Otherwise", "Where to go when no case is true."),
  },
  required: ["cases", "otherwise"],
  fresh: () => ({ kind: "branch", cases: [{ when: {}, next: "", name: "Yes" }], otherwise: "" }),
  outlets: (step) => [
    ...entriesOf(step.cases).map((entry, index) => required(`cases/${index}`, entryLabel(entry, `Case ${index + 1}`), entry["next"])),
    required("otherwise", "Otherwise", step.otherwise),
  ],
  summary: (step) => {
    const names = entriesOf(step.cases).map((entry, index) => entryLabel(entry, `case ${index + 1}`));
    return `${names.join(", ") || "…"}, or otherwise`;
  },
};
