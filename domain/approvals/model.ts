import { Schema } from "mongoose";
import { firmModel } from "../base/index.ts";
import type { ApprovedDocument } from "../documents/index.ts";
import type { ApprovedMail, Variant } from "../messages/index.ts";

/** A message as it was approved, and for whom. A text's body is its `text`; a letter is for whoever has no email address. */
export interface ApprovedMessage extends ApprovedMail {
  contactId: string;
  channel: "email" | "text" | "letter";
  to: { name: string; address: string };
  edited?: boolean;
  /** A mail's blocks as they were changed, to be changed again. */
  variant?: Variant;
}

export interface ApprovalRecord {
  runId: string;
  /** The `approve` step and its visit. */
  step: string;
  visit: number;
  /** The step whose message or document it is about. */
  what: string;
  title: string;
  /** Members of staff who were asked; stand-ins among them. */
  asked: string[];
  taskId: string;
  matterId?: string;
  contactId?: string;
  /** `lapsed`: the flow went on without an answer. */
  state: "open" | "approved" | "rejected" | "lapsed";
  /** What was approved, pinned: it is what leaves. */
  messages: ApprovedMessage[];
  document?: ApprovedDocument;
  /** Of what was looked at: the version of its template and what it said with the facts of that moment. */
  hash?: string;
  decidedBy?: { id: string; name: string };
  decidedAt?: Date;
  reason?: string;
  edited?: boolean;
}

export const ApprovalModel = firmModel<ApprovalRecord>(
  "Approval",
  {
    runId: { type: String, required: true },
    step: { type: String, required: true },
    visit: { type: Number, required: true },
    what: { type: String, required: true },
    title: { type: String, required: true },
    asked: { type: [String], default: [] },
    taskId: { type: String, required: true },
    matterId: String,
    contactId: String,
    state: { type: String, enum: ["open", "approved", "rejected", "lapsed"], required: true },
    messages: { type: [Schema.Types.Mixed as never], default: [] },
    document: Schema.Types.Mixed,
    hash: String,
    decidedBy: { type: { _id: false, id: String, name: String } },
    decidedAt: Date,
    reason: String,
    edited: Boolean,
  },
  {
    indexes: [
      { fields: { runId: 1, step: 1, visit: 1 }, unique: true },
      { fields: { runId: 1, what: 1, _id: -1 } },
      { fields: { asked: 1, state: 1 } },
    ],
  },
);
