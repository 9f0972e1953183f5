import { Schema } from "mongoose";
import type { Answers, Form, Language } from "../../engine/forms/index.ts";
import { firmModel, present } from "../base/index.ts";

/** A form by its key. What it asks stands in its versions, which never change. */
export interface FormRecord {
  key: string;
  name: string;
  /** The newest version's number. */
  version: number;
  /** It may be opened by anybody from the firm's website. */
  onWebsite: boolean;
  archivedAt?: Date;
}
export const FormModel = firmModel<FormRecord>(
  "Form",
  {
    key: { type: String, required: true },
    name: { type: String, required: true },
    version: { type: Number, required: true },
    onWebsite: { type: Boolean, default: false },
    archivedAt: Date,
  },
  { indexes: [{ fields: { key: 1 }, unique: true }] },
);

export interface FormVersionRecord {
  key: string;
  version: number;
  form: Form;
  /** Equal content, equal hash: saving the same again makes no new version. */
  hash: string;
  by: string;
}
export const FormVersionModel = firmModel<FormVersionRecord>(
  "FormVersion",
  {
    key: { type: String, required: true },
    version: { type: Number, required: true },
    form: { type: Schema.Types.Mixed, required: true },
    hash: { type: String, required: true },
    by: String,
  },
  { indexes: [{ fields: { key: 1, version: 1 }, unique: true }] },
);

/** How an answer came: by the link, on the website, told by phone, on paper, another way. */
export const waysToAnswer = ["link", "website", "phone", "paper", "anotherWay"] as const;
export type WayToAnswer = (typeof waysToAnswer)[number];

/** What somebody answered, as it was kept after judging. Never changed. */
export interface SubmissionRecord {
  form: string;
  version: number;
  answers: Answers;
  skipped: string[];
  language: Language;
  how: WayToAnswer;
  requestId?: string;
  contactId?: string;
  matterId?: string;
  runId?: string;
  step?: string;
  by: { kind: string; id: string; name: string };
  at: Date;
  /** What could not be written to its field, in words, for staff. */
  notWritten: { field: string; why: string }[];
  /** What staff wrote down beside the answers. */
  notes?: string;
  /** From the website: the page, campaign and the visitor's own key of the sending. */
  website?: { key: string; page?: string; source?: string; campaign?: string; medium?: string };
}
export const SubmissionModel = firmModel<SubmissionRecord>(
  "Submission",
  {
    form: { type: String, required: true },
    version: { type: Number, required: true },
    answers: { type: Schema.Types.Mixed, default: {} },
    skipped: { type: [String], default: [] },
    language: String,
    how: { type: String, enum: waysToAnswer, required: true },
    requestId: String,
    contactId: String,
    matterId: String,
    runId: String,
    step: String,
    by: { type: Schema.Types.Mixed, required: true },
    at: { type: Date, required: true },
    notWritten: { type: [{ _id: false, field: String, why: String }], default: [] },
    notes: String,
    website: { type: Schema.Types.Mixed },
  },
  {
    indexes: [
      { fields: { matterId: 1, at: -1 } },
      { fields: { contactId: 1, at: -1 } },
      { fields: { form: 1, at: -1 } },
      { fields: { requestId: 1 }, unique: true, where: { requestId: present } },
      { fields: { "website.key": 1 }, unique: true, where: { "website.key": present }, telling: true },
    ],
  },
);
