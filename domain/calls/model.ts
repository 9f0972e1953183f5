import { firmModel } from "../base/index.ts";

export const callOutcomes = ["reached", "leftMessage", "noAnswer", "wrongNumber", "callBack"] as const;
export type CallOutcome = (typeof callOutcomes)[number];
export interface CallRecord {
  direction: "in" | "out";
  outcome: CallOutcome;
  note?: string;
  minutes?: number;
  /** Who of the firm was on the phone. */
  by: { id: string; name: string };
  at: Date;
  contactId: string;
  matterId?: string;
}
export const CallModel = firmModel<CallRecord>(
  "Call",
  {
    direction: { type: String, enum: ["in", "out"], required: true },
    outcome: { type: String, enum: callOutcomes, required: true },
    note: String,
    minutes: Number,
    by: { type: { _id: false, id: String, name: String }, required: true },
    at: { type: Date, required: true },
    contactId: { type: String, required: true },
    matterId: String,
  },
  { indexes: [{ fields: { matterId: 1, at: -1 } }, { fields: { contactId: 1, at: -1 } }, { fields: { at: -1 } }] },
);
