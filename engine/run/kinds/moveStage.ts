import type { StepBehaviour } from "../behaviour.ts";
import { issueAll } from "../moves.ts";
import { params } from "../sending.ts";

export const moveStage: StepBehaviour<"moveStage"> = {
  says: "stageMoved",
  arrive: issueAll,
  wanted: (_run, _token, step) => [{ part: "move", kind: "moveStage", params: params({ stage: step.stage }) }],
};
