import { addNote as add } from "../domain/notes/index.ts";
import { recordActivity } from "./carryOut.ts";
import { textOf } from "./texts.ts";

/** Writes a note on the matter, or on the contact where there is no matter. */
export const addNote = recordActivity(async (carrying) => {
  const { scope, run, subject, facts } = carrying;
  const matterId = subject.matterId ?? facts.matter?.["id"];
  const contactId = subject.contactId ?? facts.contact?.id;
  const about = typeof matterId === "string" ? { matterId } : contactId ? { contactId } : {};
  const { id } = await add(scope, { text: textOf(carrying, "text"), ...about, runId: run._id });
  return { noteId: id };
});
