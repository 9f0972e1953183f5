import type { StepBehaviour } from "../behaviour.ts";
import { issueAll } from "../moves.ts";
import { params } from "../sending.ts";

export const assignStaff: StepBehaviour<"assignStaff"> = {
  says: "assigned",
  arrive: issueAll,
  wanted: (_run, _token, step) => [{ part: "assign", kind: "assignStaff", params: params({ how: step.how, among: step.among }) }],
};
