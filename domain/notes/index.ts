export { NoteModel, type NoteRecord } from "./model.ts";
export { addNote, deleteNote, NewNote } from "./operations.ts";
