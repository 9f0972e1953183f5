import { field, LATE, NEXT, ON_ERROR, TO_ROLES } from "./fields.ts";
import type { StepKind } from "./kind.ts";
import { optional, required } from "./outlets.ts";
import { excerpt, line, listed, spokenLateness } from "./words.ts";

export const sendText: StepKind<"sendText"> = {
  kind: "sendText",
  label: "Send text",
  intent: "tell",
  about: "Sends a text message, never in the quiet hours of the recipient's place.",
  fields: {
    text: field("liquid", "Text", "What it says, with merge fields."),
    purpose: field(
      "purpose",
      "Purpose",
      "`transactional` for what the client needs for the case; `marketing` for everything that needs consent.",
    ),
    to: TO_ROLES,
    late: LATE,
    next: NEXT,
    onError: ON_ERROR,
  },
  required: ["text", "purpose", "next"],
  fresh: () => ({ kind: "sendText", text: "", purpose: "transactional" }),
  outlets: (step) => [required("next", "Then", step.next), optional("onError", "Failed", step.onError)],
  summary: (step) => line(`Text ${step.to?.length ? `${listed(step.to)}: ` : ""}“${excerpt(step.text)}”`, spokenLateness(step.late)),
};
