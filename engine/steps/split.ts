import { nameOf, pointer, problem } from "../definition/problem.ts";
import { entries, field, outletField } from "./fields.ts";
import type { StepKind } from "./kind.ts";
import { entriesOf, entryLabel, required } from "./outlets.ts";

export const split: StepKind<"split"> = {
  kind: "split",
  label: "Split",
  intent: "decide",
  about: "Sends people different ways by weight, to compare; the same person always goes the same way.",
  fields: {
    arms: entries(
      {
        weight: { type: "number", minimum: 0, maximum: 1_000_000, title: "Weight", description: "Its share, against the others." },
        next: outletField("Then", "Where this arm leads."),
        name: field("line", "Name", "What the arm is called on the canvas and in reports."),
      },
      ["weight", "next"],
      "Arms",
      "The ways people are split into.",
      { minItems: 2, maxItems: 20 },
    ),
  },
  required: ["arms"],
  fresh: () => ({
    kind: "split",
    arms: [
      { weight: 50, next: "", name: "A" },
      { weight: 50, next: "", name: "B" },
    ],
  }),
  outlets: (step) =>
    entriesOf(step.arms).map((entry, index) => required(`arms/${index}`, entryLabel(entry, `Arm ${index + 1}`), entry["next"])),
  check: (step, id) => {
    if (step.arms.some((arm) => arm.weight > 0)) return [];
    const message = `Step ${nameOf(id, step)} has weights that sum to zero, so nobody could go on. Give at least one arm a weight above zero.`;
    return [problem(id, pointer("steps", id, "arms"), "weightsSumToZero", message)];
  },
  summary: (step) => {
    const arms = entriesOf(step.arms).map((arm) => (typeof arm["weight"] === "number" ? arm["weight"] : 0));
    const sum = arms.reduce((total, weight) => total + weight, 0) || 1;
    return `Split ${arms.map((weight) => `${Math.round((weight / sum) * 100)}%`).join(" / ")}`;
  },
};
