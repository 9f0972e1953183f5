import { firmModel } from "../base/index.ts";

/** A CSV file that was brought in, so that it can be taken back as a whole. */
export interface ImportRecord {
  kind: "contacts" | "invoices";
  fileName: string;
  startsFlows: boolean;
  rows: number;
  imported: number;
  skipped: number;
  by: { id: string; name: string };
  state: "running" | "done" | "undone";
}
export const ImportModel = firmModel<ImportRecord>(
  "Import",
  {
    kind: { type: String, required: true },
    fileName: { type: String, required: true },
    startsFlows: { type: Boolean, required: true },
    rows: { type: Number, required: true },
    imported: { type: Number, required: true },
    skipped: { type: Number, required: true },
    by: { type: { _id: false, id: String, name: String }, required: true },
    state: { type: String, required: true },
  },
  { indexes: [{ fields: { createdAt: -1 } }] },
);
