import { Schema } from "mongoose";
import { firmModel } from "../base/index.ts";

export const occasionKinds = ["hearing", "closing", "signing", "deadline", "appointment", "other"] as const;
export type OccasionKind = (typeof occasionKinds)[number];
export const occasionStates = ["planned", "moved", "held", "missed", "cancelled"] as const;
export type OccasionState = (typeof occasionStates)[number];

/** A dated thing about a matter: a hearing, a closing, an appointment. */
export interface OccasionRecord {
  kind: OccasionKind;
  /** A finer name: the appointment type's key, `arraignment`. */
  type?: string;
  title: string;
  at: Date;
  endsAt?: Date;
  place?: string;
  /** Who must be there: ids of contacts and staff. */
  attend: string[];
  state: OccasionState;
  matterId?: string;
  contactId?: string;
  appointmentId?: string;
  notes?: string;
  /** More that messages say: room, what to bring. */
  fields: Record<string, unknown>;
}

export const OccasionModel = firmModel<OccasionRecord>(
  "Occasion",
  {
    kind: { type: String, enum: occasionKinds, required: true },
    type: String,
    title: { type: String, required: true },
    at: { type: Date, required: true },
    endsAt: Date,
    place: String,
    attend: { type: [String], default: [] },
    state: { type: String, enum: occasionStates, required: true },
    matterId: String,
    contactId: String,
    appointmentId: String,
    notes: String,
    fields: { type: Schema.Types.Mixed, default: {} },
  },
  {
    indexes: [
      { fields: { at: 1 } },
      { fields: { state: 1, at: 1 } },
      { fields: { updatedAt: -1 } },
      { fields: { matterId: 1, at: 1 } },
      { fields: { contactId: 1, at: 1 } },
      { fields: { attend: 1, at: 1 } },
      { fields: { appointmentId: 1 } },
    ],
  },
);
