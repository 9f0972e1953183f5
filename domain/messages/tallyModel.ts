import { createHash } from "node:crypto";
import { firmModel } from "../base/index.ts";

/**
 * What became of the email of a stretch of time. `sent` is what a mail server took or gave back, `delivered` what it took and nobody sent
 * back since. `clicked` is of marketing only: nothing else is followed.
 */
export const figures = ["sent", "delivered", "bounced", "complained", "clicked", "replied"] as const;
export type Became = Record<(typeof figures)[number], number>;

/** Where a message is counted: its week (the Monday, by the firm's calendar), flow, template and receiving domain. */
export interface TallyPlace {
  week: string;
  flow: string;
  template: string;
  domain: string;
}

/** How many messages of a place became what: what is shown of a year of email is read from these alone. */
export interface MailTallyRecord extends TallyPlace, Became {}
const text = { type: String, default: "" };
const count = { type: Number, default: 0 };
export const MailTallyModel = firmModel<MailTallyRecord>(
  "MailTally",
  {
    week: { type: String, required: true },
    ...{ flow: text, template: text, domain: text },
    ...{ sent: count, delivered: count, bounced: count, complained: count, clicked: count, replied: count },
  },
  { indexes: [{ fields: { week: 1 } }] },
);

export const tallyId = (firmId: string, { week, flow, template, domain }: TallyPlace): string =>
  createHash("sha256")
    .update(JSON.stringify([firmId, week, flow, template, domain]))
    .digest("base64url");

/** As what a message has been counted, so that it is never counted twice: `_id` is the message's. */
export interface TalliedRecord extends TallyPlace {
  as: (typeof figures)[number][];
}
export const TalliedModel = firmModel<TalliedRecord>(
  "Tallied",
  { week: { type: String, required: true }, ...{ flow: text, template: text, domain: text }, as: { type: [String], required: true } },
  {},
);
