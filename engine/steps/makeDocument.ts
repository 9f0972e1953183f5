import { choice, field, NEXT, ON_ERROR } from "./fields.ts";
import type { StepKind } from "./kind.ts";
import { optional, required } from "./outlets.ts";
import { line, quoted } from "./words.ts";

export const makeDocument: StepKind<"makeDocument"> = {
  kind: "makeDocument",
  label: "Make document",
  intent: "record",
  about: "Merges facts into a document template and keeps the result with the matter.",
  fields: {
    template: field("key", "Template", "The document template."),
    as: choice(["pdf", "docx"], "As", "`pdf`, or `docx` to go on editing in Word."),
    for: field("role", "For", "Role of the person it is made for, e.g. `spouse`. Without it, the main contact."),
    fileAs: field("liquidLine", "File name", "Name of the file, with merge fields. Without it, the template's."),
    next: NEXT,
    onError: ON_ERROR,
  },
  required: ["template", "as", "next"],
  fresh: () => ({ kind: "makeDocument", template: "", as: "pdf" }),
  outlets: (step) => [required("next", "Then", step.next), optional("onError", "Failed", step.onError)],
  summary: (step) =>
    line(`Make ${quoted(step.template)} as ${step.as === "docx" ? "Word document" : "PDF"}`, step.for && `for ${step.for}`),
};
