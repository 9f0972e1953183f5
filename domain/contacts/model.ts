import { Schema } from "mongoose";
import { firmModel } from "../base/index.ts";

export const channels = ["email", "text"] as const;
export type Channel = (typeof channels)[number];
/** What somebody agreed to or refused: when, where, and the words they saw (47 CFR 64.1200 asks for them with texts). */
export interface Consent {
  given: boolean;
  at: Date;
  source: string;
  wording?: string;
  /** The email address or number it was given for, as it was then. */
  address?: string;
}
export type Consents = Partial<Record<Channel, Consent>>;

/** A person. Two contacts may share an address or a phone: a couple often does. */
export interface ContactRecord {
  firstName?: string;
  lastName?: string;
  company?: string;
  email?: string;
  /** E.164. */
  phone?: string;
  address?: string;
  /** BCP 47: `en`, `es`. */
  language: string;
  preferredChannel?: "email" | "text" | "phone";
  zone?: string;
  consent: Consents;
  /** Topics of marketing they left one by one. */
  leftTopics: string[];
  /** The address bounced or complained: nothing may be sent there. Kept in step with `SuppressionModel` as addresses change. */
  suppressed?: { reason: string; at: Date };
  /** The same for the phone: no text may go there. */
  noTexts?: { reason: string; at: Date };
  fields: Record<string, unknown>;
  tags: string[];
  source?: string;
  /** The matters they are a person of, so that a matter's people are read beside it and not after it. */
  matterIds: string[];
  /** For lists: last name first. */
  sortName: string;
  search: string[];
  deletedAt: Date | null;
  mergedInto?: string;
  /** Records of the same person that became this one: what was addressed to them goes here. */
  formerIds?: string[];
  importId?: string;
}

export const ContactModel = firmModel<ContactRecord>(
  "Contact",
  {
    firstName: String,
    lastName: String,
    company: String,
    email: String,
    phone: String,
    address: String,
    language: { type: String, default: "en" },
    preferredChannel: { type: String, enum: ["email", "text", "phone"] },
    zone: String,
    consent: { type: Schema.Types.Mixed, default: {} },
    leftTopics: { type: [String], default: [] },
    suppressed: { type: Schema.Types.Mixed },
    noTexts: { type: Schema.Types.Mixed },
    fields: { type: Schema.Types.Mixed, default: {} },
    tags: { type: [String], default: [] },
    source: String,
    matterIds: { type: [String], default: [] },
    sortName: { type: String, default: "" },
    search: { type: [String], default: [] },
    deletedAt: { type: Date, default: null },
    mergedInto: String,
    formerIds: { type: [String], default: undefined },
    importId: String,
  },
  {
    indexes: [
      { fields: { deletedAt: 1, email: 1 } },
      { fields: { deletedAt: 1, phone: 1 } },
      { fields: { deletedAt: 1, sortName: 1 } },
      { fields: { deletedAt: 1, matterIds: 1 } },
      { fields: { email: 1 } },
      { fields: { importId: 1 } },
      { fields: { updatedAt: -1 } },
    ],
  },
);

/** An address or number to which nothing may be sent, whoever has it. */
export interface SuppressionRecord {
  address: string;
  reason: string;
  at: Date;
}
export const SuppressionModel = firmModel<SuppressionRecord>(
  "Suppression",
  { address: { type: String, required: true }, reason: { type: String, required: true }, at: { type: Date, required: true } },
  { indexes: [{ fields: { address: 1 }, unique: true }] },
);
