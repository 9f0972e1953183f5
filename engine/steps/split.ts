import { nameOf, pointer, problem } from "../definition/problem.ts";
import type { Split } from "../definition/types.ts";
import type { Running } from "../run/running.ts";
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
    return `Split ${arms.map((weight) => `${Math.round((weight / sum) * 100)} %`).join(" / ")}`;
  },
  behaviour: {
    arrive: (run, token, step) => {
      const scripted = run.state.arms?.[token.step];
      const index = scripted !== undefined && step.arms[scripted] ? scripted : armOf(step, subjectKey(run, token.step));
      const arm = step.arms[index];
      run.write("branched", token, { to: arm?.next, data: { outlet: `arms/${index}`, ...(arm?.name ? { name: arm.name } : {}) } });
      run.leave(token, `arms/${index}`);
    },
  },
};

/** Stable per subject: the same person takes the same arm of the same split, in this run and the next. */
function subjectKey(run: Running, step: string): string {
  const { occasionId, matterId, contactId } = run.state.subject;
  return `${run.definition.key}|${step}|${occasionId ?? matterId ?? contactId ?? run.state.runId}`;
}

function armOf(step: Split, key: string): number {
  const weights = step.arms.map((arm) => (Number.isFinite(arm.weight) && arm.weight > 0 ? arm.weight : 0));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let left = (hash(key) / 2 ** 32) * total;
  const index = weights.findIndex((weight) => {
    left -= weight;
    return left < 0;
  });
  return Math.max(index, 0);
}

/** FNV-1a with a final mix, 32 bits: spreads ids that differ in one character. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
