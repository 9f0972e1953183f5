import type { StepBehaviour } from "../behaviour.ts";
import { issueAll } from "../moves.ts";
import { messages } from "../sending.ts";

export const sendText: StepBehaviour<"sendText"> = {
  toClient: true,
  says: "sent",
  arrive: issueAll,
  wanted: (run, _token, step) => messages(run, "sendText", step, { text: step.text }),
};
