import { firmModel } from "../base/index.ts";

/** Words a firm keeps to answer with, by email or text; merge fields are filled in for whoever gets them. */
export interface SavedAnswerRecord {
  name: string;
  text: string;
  by: { id: string; name: string };
}
export const SavedAnswerModel = firmModel<SavedAnswerRecord>(
  "SavedAnswer",
  {
    name: { type: String, required: true },
    text: { type: String, required: true },
    by: { type: { _id: false, id: String, name: String }, required: true },
  },
  { indexes: [{ fields: { name: 1 }, unique: true }] },
);
