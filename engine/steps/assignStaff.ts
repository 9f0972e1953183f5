import { choice, listOf, NEXT } from "./fields.ts";
import type { StepKind } from "./kind.ts";
import { required } from "./outlets.ts";
import { listed } from "./words.ts";

const HOW = { fixed: "to", roundRobin: "in turn to", fewestOpen: "to whoever has fewest open:" } as const;

export const assignStaff: StepKind<"assignStaff"> = {
  kind: "assignStaff",
  label: "Assign staff",
  intent: "record",
  about: "Makes a member of staff responsible for the matter.",
  fields: {
    how: choice(
      ["fixed", "roundRobin", "fewestOpen"],
      "How",
      "`fixed` takes the first of them, `roundRobin` takes turns, `fewestOpen` takes whoever has the fewest open matters.",
    ),
    among: listOf("name", "Among", "Ids of members of staff, or a role."),
    next: NEXT,
  },
  required: ["how", "among", "next"],
  fresh: () => ({ kind: "assignStaff", how: "fixed", among: [] }),
  outlets: (step) => [required("next", "Then", step.next)],
  summary: (step) => `Assign ${HOW[step.how] ?? "to"} ${listed(step.among, "or")}`,
};
