import type { SendEmail } from "../../definition/types.ts";
import type { StepBehaviour } from "../behaviour.ts";
import { issueAll } from "../moves.ts";
import type { Running } from "../running.ts";
import { messages, params } from "../sending.ts";

export const sendEmail: StepBehaviour<"sendEmail"> = {
  toClient: true,
  says: "sent",
  arrive: issueAll,
  wanted: (run, _token, step) =>
    messages(run, "sendEmail", step, params({ template: step.template, from: step.from, ...together(run, step) })),
  needs: (step) => [
    ...(step.attach ?? []).map((made): [string, string] => [made, "documentId"]),
    ...(step.thread ? [[step.thread, "messageId"] as [string, string]] : []),
  ],
};

/** The documents that earlier steps made, and the message this one follows. */
function together(run: Running, step: SendEmail): Record<string, unknown> {
  const { results } = run.state;
  return {
    attach: step.attach,
    documents: step.attach?.flatMap((made) => results[made]?.["documentId"] ?? []),
    thread: step.thread,
  };
}
