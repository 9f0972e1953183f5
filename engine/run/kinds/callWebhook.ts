import type { StepBehaviour } from "../behaviour.ts";
import { issueAll } from "../moves.ts";
import { params } from "../sending.ts";

export const callWebhook: StepBehaviour<"callWebhook"> = {
  says: "called",
  arrive: issueAll,
  wanted: (_run, _token, step) => [
    {
      part: "call",
      kind: "callWebhook",
      params: params({ url: step.url, method: step.method, headers: step.headers, body: step.body, save: step.save }),
    },
  ],
};
