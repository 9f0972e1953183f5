import { firmModel } from "../base/index.ts";

export interface InvoiceRecord {
  /** The firm's own number, as its books have it. */
  number: string;
  amountCents: number;
  /** `YYYY-MM-DD`, a day in the firm's zone. */
  due: string;
  state: "open" | "paid" | "void";
  /** The day it was paid. */
  paid?: string;
  matterId?: string;
  contactId: string;
  source: "hand" | "csv" | "webhook";
  /** Told already: each once. */
  toldDue?: Date;
  toldOverdue?: Date;
  importId?: string;
}
export const InvoiceModel = firmModel<InvoiceRecord>(
  "Invoice",
  {
    number: { type: String, required: true },
    amountCents: { type: Number, required: true },
    due: { type: String, required: true },
    state: { type: String, enum: ["open", "paid", "void"], required: true },
    paid: String,
    matterId: String,
    contactId: { type: String, required: true },
    source: { type: String, enum: ["hand", "csv", "webhook"], required: true },
    toldDue: Date,
    toldOverdue: Date,
    importId: String,
  },
  {
    indexes: [
      { fields: { number: 1 }, unique: true },
      { fields: { state: 1, due: 1 } },
      { fields: { matterId: 1, due: 1 } },
      { fields: { contactId: 1, due: 1 } },
    ],
  },
);
