import mongoose, { Schema } from "mongoose";

export interface OfficeHours {
  [weekday: string]: { from: string; to: string }[];
}
export interface FirmHoliday {
  /** `YYYY-MM-DD`. */
  date: string;
  name: string;
}
/** A tenant. The one record that is not scoped to a firm, because it is the firm. */
export interface FirmRecord {
  _id: string;
  name: string;
  /** In public addresses: `/p/f/<slug>/<form>`. */
  slug: string;
  tagline?: string;
  /** US state, two letters: what the law asks of mail and texts depends on it. */
  state: string;
  /** IANA zone. */
  zone: string;
  phone?: string;
  website?: string;
  postalAddress?: string;
  sender: { name: string; email: string };
  brand: { colour: string; deep: string; logoFileId?: string };
  /** What all its emails share: the head with the mark or the name alone, words above who signs and below the address, by language. */
  mailParts?: { head: "mark" | "name"; closing?: { en?: string; es?: string }; footer?: { en?: string; es?: string } };
  /** What is written on its marketing instead of the words of its state's rules. */
  advertisingLabel?: string;
  /** None is written on it: an owner says that their bar asks for none. */
  noAdvertisingLabel?: boolean;
  /** The languages it writes to clients in; the first stands in where a message or a person has none. English where none was said. */
  languages?: ("en" | "es")[];
  /** Whoever has no email address gets a text where that is allowed, else a letter for staff to print and post. */
  otherWays?: boolean;
  /** Staff may have a language model draft what they then send themselves. Off until an owner says so. */
  drafting?: boolean;
  hours: OfficeHours;
  holidays: FirmHoliday[];
  /** How much marketing one person may get from all flows together. */
  marketingCap?: { messages: number; days: number };
  /** How many emails its flows send a minute, and how many of them to one receiving domain. */
  mailPace?: { perMinute: number; perDomain: number };
  /** The number its texts come from and answers go to (E.164). */
  textNumber?: string;
  /** The only hosts that flows may call; any on the internet where there are none. */
  webhookHosts?: string[];
  /** Who is called for somebody in custody. */
  onCallStaffId?: string;
  /** First-hour tasks that staff put aside. */
  putAside: string[];
  /** Holidays, hours or zone changed then, and the runs that count by them are being told; up to which one that has come. */
  calendarNews?: { at: Date; upTo: string };
  createdAt: Date;
  updatedAt: Date;
}

const schema = new Schema<FirmRecord>(
  {
    _id: String,
    name: { type: String, required: true },
    slug: { type: String, required: true, unique: true },
    tagline: String,
    state: { type: String, required: true },
    zone: { type: String, required: true },
    phone: String,
    website: String,
    postalAddress: String,
    sender: { name: String, email: String },
    brand: { colour: String, deep: String, logoFileId: String },
    mailParts: Schema.Types.Mixed,
    advertisingLabel: String,
    noAdvertisingLabel: Boolean,
    languages: { type: [String], default: undefined },
    otherWays: Boolean,
    drafting: Boolean,
    hours: { type: Schema.Types.Mixed, required: true },
    holidays: { type: [{ _id: false, date: String, name: String }], default: [] },
    marketingCap: { type: { _id: false, messages: Number, days: Number } },
    mailPace: { type: { _id: false, perMinute: Number, perDomain: Number } },
    textNumber: String,
    webhookHosts: { type: [String], default: [] },
    onCallStaffId: String,
    putAside: { type: [String], default: [] },
    calendarNews: Schema.Types.Mixed,
  },
  { timestamps: true, minimize: false },
);
schema.index({ textNumber: 1 }, { unique: true, partialFilterExpression: { textNumber: { $exists: true } } });
schema.index({ "calendarNews.at": 1 });
/** Not exported from the folder: reached through its operations, which look at the firm in scope only. */
export const FirmModel = mongoose.model<FirmRecord>("Firm", schema);
