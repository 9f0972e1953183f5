import { Schema } from "mongoose";
import { firmModel } from "../base/index.ts";

/** A file's card; its bytes stand in GridFS under the same id. */
export interface FileRecord {
  name: string;
  /** MIME type, as found in the bytes; never what the sender says it is. */
  type: string;
  bytes: number;
  sha256: string;
  contactId?: string;
  matterId?: string;
  /** The request it was given for, and for which of the papers or questions asked. */
  requestId?: string;
  asked?: string;
  /** `waiting`: chosen on a page but not sent yet; it may still be taken back. */
  state: "waiting" | "kept";
  by: { kind: string; id: string; name: string };
}
export const FileModel = firmModel<FileRecord>(
  "File",
  {
    name: { type: String, required: true },
    type: { type: String, required: true },
    bytes: { type: Number, required: true },
    sha256: { type: String, required: true },
    contactId: String,
    matterId: String,
    requestId: String,
    asked: String,
    state: { type: String, enum: ["waiting", "kept"], required: true },
    by: { type: Schema.Types.Mixed, required: true },
  },
  { indexes: [{ fields: { requestId: 1 } }, { fields: { matterId: 1, createdAt: -1 } }, { fields: { contactId: 1, createdAt: -1 } }] },
);
