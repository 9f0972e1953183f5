import { Schema } from "mongoose";
import { firmModel } from "../base/index.ts";
import type { DocumentContent } from "./blocks.ts";
import type { SignaturePlace } from "./pdf.ts";

/** One immutable version of a document template. */
export interface DocumentTemplateRecord {
  key: string;
  version: number;
  content: DocumentContent;
  by: { id: string; name: string };
}
export const DocumentTemplateModel = firmModel<DocumentTemplateRecord>(
  "DocumentTemplate",
  {
    key: { type: String, required: true },
    version: { type: Number, required: true },
    content: { type: Schema.Types.Mixed, required: true },
    by: { type: Schema.Types.Mixed, required: true },
  },
  { indexes: [{ fields: { key: 1, version: -1 }, unique: true }] },
);

/** A document made for somebody. Its file never changes; made again, it is another document. */
export interface DocumentRecord {
  /** What it was made for (run, step, visit), or its own id: made once under its key. */
  key: string;
  name: string;
  template: { key: string; version: number };
  as: "pdf" | "docx";
  fileId: string;
  contactId?: string;
  matterId?: string;
  runId?: string;
  step?: string;
  visit?: number;
  at: Date;
  sentAt?: Date;
  viewedAt?: Date;
  signedAt?: Date;
  /** Where names stand under lines for signatures, for the copy that carries them. */
  places?: SignaturePlace[];
  by: { kind: string; id: string; name: string };
}
export const DocumentModel = firmModel<DocumentRecord>(
  "Document",
  {
    key: { type: String, required: true },
    name: { type: String, required: true },
    template: { type: Schema.Types.Mixed, required: true },
    as: { type: String, enum: ["pdf", "docx"], required: true },
    fileId: { type: String, required: true },
    contactId: String,
    matterId: String,
    runId: String,
    step: String,
    visit: Number,
    at: { type: Date, required: true },
    sentAt: Date,
    viewedAt: Date,
    signedAt: Date,
    places: { type: Schema.Types.Mixed },
    by: { type: Schema.Types.Mixed, required: true },
  },
  {
    indexes: [
      { fields: { key: 1 }, unique: true },
      { fields: { matterId: 1, at: -1 } },
      { fields: { contactId: 1, at: -1 } },
      { fields: { runId: 1, step: 1 } },
    ],
  },
);
