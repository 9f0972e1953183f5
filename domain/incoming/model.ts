import { firmModel } from "../base/index.ts";
import type { Report } from "./report.ts";

/** A message that came to one of our addresses and was about one of the firm's. Told again, it changes nothing. */
export interface ReceivedMailRecord {
  /** SHA-256 of it, without the lines that servers add on the way. */
  fingerprint: string;
  kind: Report["kind"];
  from: { name: string; address: string };
  subject: string;
  /** What they wrote, without the message it answers. */
  text: string;
  /** Names of what was attached; the whole of it goes to staff. */
  attached: string[];
  at: Date;
  /** The message of ours it is about, and to whom that went. */
  messageId: string;
  contactId?: string;
  matterId?: string;
  /** Whether it is somebody's own answer, which stands in their story. */
  answer?: boolean;
}
export const ReceivedMailModel = firmModel<ReceivedMailRecord>(
  "ReceivedMail",
  {
    fingerprint: { type: String, required: true },
    kind: { type: String, required: true },
    from: { type: Object, required: true },
    subject: { type: String, default: "" },
    text: { type: String, default: "" },
    attached: { type: [String], default: [] },
    at: { type: Date, required: true },
    messageId: { type: String, required: true },
    contactId: String,
    matterId: String,
    answer: Boolean,
  },
  {
    indexes: [
      { fields: { fingerprint: 1 }, unique: true },
      { fields: { contactId: 1, at: -1 } },
      { fields: { matterId: 1, at: -1 } },
      { fields: { messageId: 1 } },
      { fields: { at: -1 } },
    ],
  },
);
