import { firmModel } from "../base/index.ts";
import type { TextWish } from "./wishes.ts";

/** A text somebody sent to the firm. Kept whoever wrote it; the provider's id makes a second telling of it harmless. */
export interface ReceivedTextRecord {
  providerId: string;
  from: string;
  text: string;
  at: Date;
  /** Whose number it is; nobody's where the firm does not know it. */
  contactIds: string[];
  wish: TextWish | "reply";
}
export const ReceivedTextModel = firmModel<ReceivedTextRecord>(
  "ReceivedText",
  {
    providerId: { type: String, required: true },
    from: { type: String, required: true },
    text: { type: String, default: "" },
    at: { type: Date, required: true },
    contactIds: { type: [String], default: [] },
    wish: { type: String, enum: ["stop", "start", "help", "reply"], required: true },
  },
  {
    indexes: [
      { fields: { providerId: 1 }, unique: true },
      { fields: { at: -1 } },
      { fields: { contactIds: 1, at: -1 } },
      { fields: { from: 1, at: -1 } },
    ],
  },
);
