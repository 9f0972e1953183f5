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
    from: field(
      "line",
      "From",
      "Whose name and address it carries: `assignee` (the default), where their address is of the firm's own domain, or `firm`.",
    ),
    window: field("window", "Only within", "When it may leave, instead of the flow's own window."),
    late: LATE,
    attach: listOf("stepId", "Attach", "Steps of this flow whose documents are attached.", { maxItems: 10 }),
    thread: field("stepId", "In reply to", "The step whose email this one follows in the same conversation, under its subject."),
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
};
