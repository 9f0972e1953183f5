import type { SendEmail } from "../definition/types.ts";
import { issueAll } from "../run/moves.ts";
import type { Running } from "../run/running.ts";
import { messages, params } from "../run/sending.ts";
import { field, LATE, listOf, NEXT, ON_ERROR, TO_ROLES } from "./fields.ts";
import type { StepKind } from "./kind.ts";
import { optional, required } from "./outlets.ts";
import { line, listed, quoted, spokenLateness, spokenWindow } from "./words.ts";

export const sendEmail: StepKind<"sendEmail"> = {
  kind: "sendEmail",
  label: "Send email",
  intent: "tell",
  about: "Sends an email made from a template, in the firm's name.",
  fields: {
    template: field("key", "Template", "The email template to send."),
    purpose: field(
      "purpose",
      "Purpose",
      "`transactional` for what the client needs for the case; `marketing` for everything that needs consent.",
    ),
    to: TO_ROLES,
    from: field("line", "From", "Whose name and address it carries: `firm` (the default), `assignee`, or a sender of the firm."),
    window: field("window", "Only within", "When it may leave, instead of the flow's own window."),
    late: LATE,
    attach: listOf("stepId", "Attach", "Steps of this flow whose documents are attached.", { maxItems: 10 }),
    thread: field("stepId", "In reply to", "The step whose email this one follows in the same conversation."),
    next: NEXT,
    onError: ON_ERROR,
  },
  required: ["template", "purpose", "next"],
  fresh: () => ({ kind: "sendEmail", template: "", purpose: "transactional" }),
  outlets: (step) => [required("next", "Then", step.next), optional("onError", "Failed", step.onError)],
  summary: (step) =>
    line(
      `Email ${quoted(step.template)}${step.to?.length ? ` to ${listed(step.to)}` : ""}`,
      step.window && `only ${spokenWindow(step.window)}`,
      spokenLateness(step.late),
    ),
  behaviour: {
    toClient: true,
    says: "sent",
    arrive: issueAll,
    wanted: (run, _token, step) =>
      messages(run, "sendEmail", step, params({ template: step.template, from: step.from, ...together(run, step) })),
    needs: (step) => [
      ...(step.attach ?? []).map((made): [string, string] => [made, "documentId"]),
      ...(step.thread ? [[step.thread, "messageId"] as [string, string]] : []),
    ],
  },
};

/** The documents that earlier steps made, and the message this one follows. */
function together(run: Running, step: SendEmail): Record<string, unknown> {
  const { results } = run.state;
  return {
    attach: step.attach,
    documents: step.attach?.flatMap((made) => results[made]?.["documentId"] ?? []),
    thread: step.thread,
    inReplyTo: step.thread === undefined ? undefined : results[step.thread]?.["messageId"],
  };
}
