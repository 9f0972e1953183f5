import { field, NEXT, ON_ERROR } from "./fields.ts";
import type { StepKind } from "./kind.ts";
import { optional, required } from "./outlets.ts";
import { excerpt, listed } from "./words.ts";

export const notifyStaff: StepKind<"notifyStaff"> = {
  kind: "notifyStaff",
  label: "Notify staff",
  intent: "tell",
  about: "Tells people of the firm something; clients see nothing of it.",
  fields: {
    to: {
      anyOf: [{ $ref: "#/$defs/name" }, { type: "array", items: { $ref: "#/$defs/name" }, minItems: 1, maxItems: 50 }],
      title: "To",
      description: "`assignee`, a role (`owner`, `builder`, `staff`), or the ids of members of staff.",
    },
    message: field("liquid", "Message", "What they are told, with merge fields."),
    next: NEXT,
    onError: ON_ERROR,
  },
  required: ["to", "message", "next"],
  fresh: () => ({ kind: "notifyStaff", to: "assignee", message: "" }),
  outlets: (step) => [required("next", "Then", step.next), optional("onError", "Failed", step.onError)],
  summary: (step) => `Tell ${listed(typeof step.to === "string" ? [step.to] : step.to)}: “${excerpt(step.message)}”`,
};
