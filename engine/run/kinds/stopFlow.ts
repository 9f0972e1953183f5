import type { StepBehaviour } from "../behaviour.ts";
import { issueAll } from "../moves.ts";
import { params } from "../sending.ts";

export const stopFlow: StepBehaviour<"stopFlow"> = {
  says: "stopped",
  arrive: issueAll,
  wanted: (_run, _token, step) => [{ part: "stop", kind: "stopFlow", params: params({ flow: step.flow }) }],
};
