import mongoose, { Schema } from "mongoose";
import { firmModel } from "../base/index.ts";

/**
 * Events are their own outbox: a row is written in the transaction of the change it tells of, with the next number of its stream, and
 * stays `pending` until a dispatcher has started and signalled every run it concerns.
 */
export interface EventRecord {
  type: string;
  /** Whose order it stands in: `matter:<id>`, else `contact:<id>`, else `firm`. */
  stream: string;
  seq: number;
  at: Date;
  data: Record<string, unknown>;
  contactId?: string;
  matterId?: string;
  occasionId?: string;
  /** The request it answers. */
  requestId?: string;
  /** The runs that led to it, oldest first. */
  causes: string[];
  /** No flow is started by it; runs that already go hear it (rule 17). */
  startsNothing?: boolean;
  by: { kind: string; id: string; name: string };
  state: "pending" | "delivered";
  deliveredAt?: Date;
}

export const EventModel = firmModel<EventRecord>(
  "Event",
  {
    type: { type: String, required: true },
    stream: { type: String, required: true },
    seq: { type: Number, required: true },
    at: { type: Date, required: true },
    data: { type: Schema.Types.Mixed, default: {} },
    contactId: String,
    matterId: String,
    occasionId: String,
    requestId: String,
    causes: { type: [String], default: [] },
    startsNothing: Boolean,
    by: { type: Schema.Types.Mixed, required: true },
    state: { type: String, enum: ["pending", "delivered"], required: true },
    deliveredAt: Date,
  },
  {
    indexes: [
      { fields: { stream: 1, seq: 1 }, unique: true, telling: true },
      { fields: { state: 1, stream: 1, seq: 1 } },
      { fields: { state: 1, at: 1 }, where: { state: "pending" }, global: true },
      { fields: { matterId: 1, at: -1 } },
      { fields: { contactId: 1, at: -1 } },
      { fields: { type: 1, at: -1 } },
    ],
  },
);

/** The last number given in a stream, and who delivers it now (a lease per stream). `_id` is `<firmId>|<stream>`. */
export interface StreamRecord {
  _id: string;
  firmId: string;
  stream: string;
  seq: number;
  holder?: string;
  leaseUntil?: Date;
}
const streamSchema = new Schema<StreamRecord>(
  { _id: String, firmId: String, stream: String, seq: { type: Number, default: 0 }, holder: String, leaseUntil: Date },
  { versionKey: false, collection: "streams" },
);
export const StreamModel = mongoose.model<StreamRecord>("Stream", streamSchema);
