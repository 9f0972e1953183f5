import { Schema } from "mongoose";
import { firmModel } from "../base/index.ts";
import type { LikelyContact } from "../contacts/index.ts";

/** Somebody wrote by a form of the web site. When they may be somebody the firm knows, staff say who it is before anything is written. */
export interface IntakeRecord {
  /** The form's key, and its submission if it is kept as one. */
  form: string;
  submissionId?: string;
  receivedAt: Date;
  /** What a new contact and matter would be made of. */
  contact: Record<string, unknown>;
  matter: Record<string, unknown> & { caseType: string };
  /** Whoever wrote, when they are not the client: `caller`. */
  role?: string;
  /** Others they named, by role: the client a caller writes for, a spouse. */
  people?: { role: string; contact: Record<string, unknown> }[];
  /** Further data of `form.submitted`. */
  data: Record<string, unknown>;
  likely: LikelyContact[];
  state: "open" | "decided";
  decision?: "created" | "attached";
  decidedBy?: string;
  decidedAt?: Date;
  contactId?: string;
  matterId?: string;
}
export const IntakeModel = firmModel<IntakeRecord>(
  "Intake",
  {
    form: { type: String, required: true },
    submissionId: String,
    receivedAt: { type: Date, required: true },
    contact: { type: Schema.Types.Mixed, required: true },
    matter: { type: Schema.Types.Mixed, required: true },
    role: String,
    people: { type: [Schema.Types.Mixed], default: undefined } as never,
    data: { type: Schema.Types.Mixed, default: {} },
    likely: { type: [Schema.Types.Mixed], default: [] } as never,
    state: { type: String, enum: ["open", "decided"], required: true },
    decision: String,
    decidedBy: String,
    decidedAt: Date,
    contactId: String,
    matterId: String,
  },
  { indexes: [{ fields: { state: 1, receivedAt: -1 } }, { fields: { submissionId: 1 } }] },
);
