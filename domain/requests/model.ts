import { Schema } from "mongoose";
import { firmModel, present } from "../base/index.ts";
import type { WayToAnswer } from "../forms/index.ts";

export const requestKinds = ["form", "files", "signature", "appointment"] as const;
export type RequestKind = (typeof requestKinds)[number];
/** What a step of a flow asks for. */
export const requestKindOf = {
  requestForm: "form",
  requestFiles: "files",
  requestSignature: "signature",
  offerAppointment: "appointment",
} as const satisfies Record<string, RequestKind>;
/**
 * `open`: asked. `done`: answered. `waived`: staff said it is not needed. `givenUp`: nobody chases any more, an answer is still taken (rule
 * 4). `closed`: no longer wanted, because the run ended or somebody else answered for all.
 */
export const requestStates = ["open", "done", "waived", "givenUp", "closed"] as const;
export type RequestState = (typeof requestStates)[number];

export interface AskedFile {
  name: string;
  hint?: string;
  required?: boolean;
  max?: number;
}
/** What is asked, by kind. A form's version is fixed when it is asked, so that nobody finds other questions on coming back. */
export interface Asked {
  form?: string;
  version?: number;
  files?: AskedFile[];
  document?: string;
  /** The signing that a signature is asked for in. */
  signing?: string;
  type?: string;
  title?: string;
}

/** One link to one person. */
export interface RequestRecord {
  kind: RequestKind;
  state: RequestState;
  contactId: string;
  matterId?: string;
  occasionId?: string;
  /** The run that asks, at which step and visit. Absent when staff ask by hand. */
  runId?: string;
  step?: string;
  visit?: number;
  asked: Asked;
  /** How often its link was replaced; part of what the token is derived from. */
  round: number;
  tokenHash: string;
  /** Links that were replaced: they say "no longer works" instead of "unknown". */
  pastHashes: string[];
  expiresAt: Date;
  revokedAt?: Date;
  openedAt?: Date;
  /** What was filled in so far, as text: it is not judged yet. `{answers, skipped, group}`. */
  progress?: { json: string; at: Date };
  answered?: {
    how: WayToAnswer | "notNeeded" | "declined";
    at: Date;
    by: { kind: string; id: string; name: string };
    late: boolean;
    submissionId?: string;
    fileIds?: string[];
    occasionId?: string;
    documentId?: string;
    reason?: string;
  };
}

export const RequestModel = firmModel<RequestRecord>(
  "Request",
  {
    kind: { type: String, enum: requestKinds, required: true },
    state: { type: String, enum: requestStates, required: true },
    contactId: { type: String, required: true },
    matterId: String,
    occasionId: String,
    runId: String,
    step: String,
    visit: Number,
    asked: { type: Schema.Types.Mixed, required: true },
    round: { type: Number, default: 0 },
    tokenHash: { type: String, required: true },
    pastHashes: { type: [String], default: [] },
    expiresAt: { type: Date, required: true },
    revokedAt: Date,
    openedAt: Date,
    progress: { type: { _id: false, json: String, at: Date } },
    answered: { type: Schema.Types.Mixed },
  },
  {
    indexes: [
      { fields: { runId: 1, step: 1, visit: 1, contactId: 1 }, unique: true, where: { runId: present } },
      { fields: { tokenHash: 1 }, unique: true, global: true },
      { fields: { pastHashes: 1 }, global: true },
      { fields: { matterId: 1, state: 1 } },
      { fields: { contactId: 1, state: 1 } },
    ],
  },
);
