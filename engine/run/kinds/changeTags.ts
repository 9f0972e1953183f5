import type { StepBehaviour } from "../behaviour.ts";
import { issueAll } from "../moves.ts";
import { params } from "../sending.ts";

export const changeTags: StepBehaviour<"changeTags"> = {
  says: "tagged",
  arrive: issueAll,
  wanted: (_run, _token, step) => [{ part: "tag", kind: "changeTags", params: params({ add: step.add, remove: step.remove }) }],
};
