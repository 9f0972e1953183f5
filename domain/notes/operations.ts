import Type from "typebox";
import { clock, currentScope, invalidField, newId, notFound, operation } from "../base/index.ts";
import { contactById } from "../contacts/index.ts";
import { closed, id, optionalId } from "../inputs/index.ts";
import { matterById } from "../matters/index.ts";
import { NoteModel } from "./model.ts";

export const NewNote = Type.Object(
  { text: Type.String({ minLength: 1, maxLength: 20_000 }), matterId: optionalId, contactId: optionalId, runId: optionalId },
  closed,
);

/** A note by staff or by a flow on a matter or contact. Notes are the firm's own: flows don't hear them. */
export const addNote = operation({
  name: "notes.add",
  role: "staff",
  public: true,
  input: NewNote,
  run: async (input) => {
    if (!input.text.trim()) throw invalidField("/text", "The note is empty. Write something.");
    if (input.matterId) await matterById(input.matterId);
    else if (input.contactId) await contactById(input.contactId);
    else throw invalidField("/matterId", "Say which matter or contact the note is about.");
    const noteId = newId("note");
    const { id: byId, name } = currentScope().actor;
    await NoteModel.create([{ ...input, _id: noteId, at: clock.now(), by: { id: byId, name } }]);
    return { id: noteId };
  },
});

export const deleteNote = operation({
  name: "notes.delete",
  role: "staff",
  input: Type.Object({ noteId: id }, closed),
  run: async ({ noteId }) => {
    const { deletedCount } = await NoteModel.deleteOne({ _id: noteId });
    if (!deletedCount) throw notFound("This note");
  },
});
