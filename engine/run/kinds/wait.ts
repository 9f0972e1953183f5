import { changesOf } from "../analysis.ts";
import type { StepBehaviour } from "../behaviour.ts";
import { arriveWaiting, lookAtDate, planAnew, wake } from "../timing.ts";

export const wait: StepBehaviour<"wait"> = {
  arrive: arriveWaiting,
  look: lookAtDate,
  due: wake,
  moved: planAnew,
  listens: (step) => (step.field === undefined ? [] : changesOf([step.field])),
};
