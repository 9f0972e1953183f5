import { field } from "./fields.ts";
import type { StepKind } from "./kind.ts";
import { checkRequest, REQUEST_FIELDS, requestOutlets, requestSummary } from "./requests.ts";
import { quoted } from "./words.ts";

export const requestForm: StepKind<"requestForm"> = {
  kind: "requestForm",
  label: "Request form",
  intent: "ask",
  about: "Sends a link to a form, reminds on schedule and waits until it is filled in.",
  fields: { form: field("key", "Form", "The form to fill in."), ...REQUEST_FIELDS },
  required: ["form", "next"],
  fresh: () => ({ kind: "requestForm", form: "", remind: ["P3D", "P7D"], giveUpAfter: "P14D" }),
  outlets: (step) => requestOutlets(step, "Answered"),
  check: checkRequest,
  summary: (step) => requestSummary(step, `form ${quoted(step.form)}`),
};
