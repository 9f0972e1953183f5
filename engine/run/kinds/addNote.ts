import type { StepBehaviour } from "../behaviour.ts";
import { issueAll } from "../moves.ts";
import { params } from "../sending.ts";

export const addNote: StepBehaviour<"addNote"> = {
  says: "noted",
  arrive: issueAll,
  wanted: (_run, _token, step) => [{ part: "note", kind: "addNote", params: params({ text: step.text }) }],
};
