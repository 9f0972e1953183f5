import type { StepBehaviour } from "../behaviour.ts";
import { issueAll } from "../moves.ts";
import { params } from "../sending.ts";

export const startFlow: StepBehaviour<"startFlow"> = {
  says: "started",
  arrive: issueAll,
  wanted: (_run, _token, step) => [{ part: "start", kind: "startFlow", params: params({ flow: step.flow }) }],
};
