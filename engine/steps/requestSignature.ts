import { nameOf, pointer, problem } from "../definition/problem.ts";
import { field, outletField } from "./fields.ts";
import type { StepKind } from "./kind.ts";
import { optional } from "./outlets.ts";
import { checkRequest, REQUEST_FIELDS, requestOutlets, requestSummary } from "./requests.ts";
import { quoted } from "./words.ts";

export const requestSignature: StepKind<"requestSignature"> = {
  kind: "requestSignature",
  label: "Request signature",
  intent: "ask",
  about: "Sends a document to sign online, reminds on schedule and waits until everyone asked has signed.",
  fields: {
    document: field("key", "Document", "A step of this flow that makes the document, or a document template."),
    ...REQUEST_FIELDS,
    onDeclined: outletField("If declined", "Where to go when someone declines to sign. Without it the run waits for staff."),
  },
  required: ["document", "next"],
  fresh: () => ({ kind: "requestSignature", document: "", remind: ["P3D", "P7D"], giveUpAfter: "P14D" }),
  outlets: (step) => requestOutlets(step, "Signed", [optional("onDeclined", "Declined", step.onDeclined)]),
  check: (step, id, steps) => {
    const made = Object.hasOwn(steps, step.document) ? steps[step.document] : undefined;
    if (made?.kind !== "makeDocument" || made.as !== "docx") return checkRequest(step, id);
    const message = `Step ${nameOf(id, step)} asks to sign ${nameOf(step.document, made)}, which is a Word file and could still be changed. Make it as PDF.`;
    return [...checkRequest(step, id), problem(id, pointer("steps", id, "document"), "wrongKindOfStep", message)];
  },
  summary: (step) => requestSummary(step, `a signature on ${quoted(step.document)}`),
};
