import type { Split } from "../../definition/types.ts";
import type { StepBehaviour } from "../behaviour.ts";
import type { Running } from "../running.ts";

export const split: StepBehaviour<"split"> = {
  arrive: (run, token, step) => {
    const scripted = run.state.arms?.[token.step];
    const index = scripted !== undefined && step.arms[scripted] ? scripted : armOf(step, subjectKey(run, token.step));
    const arm = step.arms[index];
    run.write("branched", token, { to: arm?.next, data: { outlet: `arms/${index}`, ...(arm?.name ? { name: arm.name } : {}) } });
    run.leave(token, `arms/${index}`);
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
