import { Schema } from "mongoose";
import { firmModel } from "../base/index.ts";

export interface Person {
  contactId: string;
  /** `client`, `coClient`, `spouse`, `caller`, `opposing`, `agent` … */
  role: string;
}
/** One case. */
export interface MatterRecord {
  /** EP-2026-0184. */
  number: string;
  title: string;
  caseType: string;
  /** A stage id of the case type's pipeline. */
  stage: string;
  stageSince: Date;
  /** The stage's own state, kept beside it for lists and reports. */
  state: "open" | "won" | "lost";
  /** A member of staff. */
  assignee?: string;
  source?: string;
  /** In dollars, as conditions compare it. */
  value?: number;
  fields: Record<string, unknown>;
  people: Person[];
  mainContactId: string;
  openedAt: Date;
  /** When it was won or lost. */
  closedAt?: Date;
  /** The first call or message by a person of the firm: how quickly a lead was answered. */
  firstTouchAt?: Date;
  search: string[];
  deletedAt: Date | null;
}

export const MatterModel = firmModel<MatterRecord>(
  "Matter",
  {
    number: { type: String, required: true },
    title: { type: String, required: true },
    caseType: { type: String, required: true },
    stage: { type: String, required: true },
    stageSince: { type: Date, required: true },
    state: { type: String, enum: ["open", "won", "lost"], required: true },
    assignee: String,
    source: String,
    value: Number,
    fields: { type: Schema.Types.Mixed, default: {} },
    people: { type: [{ _id: false, contactId: String, role: String }], default: [] },
    mainContactId: { type: String, required: true },
    openedAt: { type: Date, required: true },
    closedAt: Date,
    firstTouchAt: Date,
    search: { type: [String], default: [] },
    deletedAt: { type: Date, default: null },
  },
  {
    indexes: [
      { fields: { number: 1 }, unique: true },
      { fields: { deletedAt: 1, state: 1, assignee: 1 } },
      { fields: { source: 1, openedAt: -1 } },
      { fields: { "people.contactId": 1 } },
      { fields: { deletedAt: 1, state: 1, firstTouchAt: 1, openedAt: -1 } },
      { fields: { updatedAt: -1 } },
    ],
  },
);
