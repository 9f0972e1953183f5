import { firmModel } from "../base/index.ts";

export interface NoteRecord {
  text: string;
  by: { id: string; name: string };
  at: Date;
  contactId?: string;
  matterId?: string;
  runId?: string;
}
export const NoteModel = firmModel<NoteRecord>(
  "Note",
  {
    text: { type: String, required: true },
    by: { type: { _id: false, id: String, name: String }, required: true },
    at: { type: Date, required: true },
    contactId: String,
    matterId: String,
    runId: String,
  },
  { indexes: [{ fields: { matterId: 1, at: -1 } }, { fields: { contactId: 1, at: -1 } }] },
);
