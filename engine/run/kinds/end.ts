import type { StepBehaviour } from "../behaviour.ts";
import { endRun } from "../ends.ts";

export const end: StepBehaviour<"end"> = {
  arrive: (run, token, step) => endRun(run, step.outcome, { step: token.step, visit: token.visit }),
};
