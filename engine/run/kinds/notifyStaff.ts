import type { StepBehaviour } from "../behaviour.ts";
import { issueAll } from "../moves.ts";
import { params } from "../sending.ts";

export const notifyStaff: StepBehaviour<"notifyStaff"> = {
  says: "notified",
  arrive: issueAll,
  wanted: (_run, _token, step) => [{ part: "notify", kind: "notifyStaff", params: params({ to: step.to, message: step.message }) }],
};
