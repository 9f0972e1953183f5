import { field, NEXT } from "./fields.ts";
import type { StepKind } from "./kind.ts";
import { required } from "./outlets.ts";
import { excerpt } from "./words.ts";

export const addNote: StepKind<"addNote"> = {
  kind: "addNote",
  label: "Add note",
  intent: "record",
  about: "Writes a note into the story of the contact or matter.",
  fields: { text: field("liquid", "Text", "What the note says, with merge fields."), next: NEXT },
  required: ["text", "next"],
  fresh: () => ({ kind: "addNote", text: "" }),
  outlets: (step) => [required("next", "Then", step.next)],
  summary: (step) => `Note “${excerpt(step.text)}”`,
};
