import { firmModel } from "../base/index.ts";
import type { MicrosoftApp } from "./microsoft.ts";

/** A mailbox of the firm's own, read over IMAP (RFC 9051): what comes back lies in it, beside whatever else. One for each firm. */
export interface MailboxRecord {
  of: "firm";
  host: string;
  port: number;
  user: string;
  /** The password, or the secret of the application that signs in; locked away under the installation's secret. */
  password: string;
  /** Where Microsoft 365 has it. */
  microsoft?: MicrosoftApp;
  /** What our mail gives as the address to answer to. */
  address: string;
  /** Mail for `name+anything@…` arrives in it too, so that each message has an address of its own. */
  tags: boolean;
  /** Counts message numbers anew when it changes (RFC 9051 §2.3.1.1); absent before the first look. */
  uidValidity?: string;
  /** Up to this number everything was read. */
  lastUid: number;
  /** Messages that could not be taken, and since when: each is tried again beside what is new, and in the end staff are told of it. */
  notTaken: { uid: number; since: Date }[];
  /** Whoever reads it has it until then. */
  leaseUntil: Date | null;
  /** The latest look, and what was wrong then: a sentence. */
  lookedAt?: Date;
  problem?: string;
  /** Since when no look succeeded, and whether the owners have been told. */
  problemSince?: Date;
  problemTold?: boolean;
  /** So many reports and answers came by it. */
  taken: number;
}

export const MailboxModel = firmModel<MailboxRecord>(
  "Mailbox",
  {
    of: { type: String, required: true },
    host: { type: String, required: true },
    port: { type: Number, required: true },
    user: { type: String, required: true },
    password: { type: String, required: true },
    microsoft: { type: { _id: false, tenant: String, clientId: String }, default: undefined },
    address: { type: String, required: true },
    tags: { type: Boolean, required: true },
    uidValidity: String,
    lastUid: { type: Number, default: 0 },
    notTaken: { type: [{ _id: false, uid: Number, since: Date }], default: [] },
    leaseUntil: { type: Date, default: null },
    lookedAt: Date,
    problem: String,
    problemSince: Date,
    problemTold: Boolean,
    taken: { type: Number, default: 0 },
  },
  { indexes: [{ fields: { of: 1 }, unique: true }] },
);

/** To where the firm's mail is answered, where it has a mailbox of its own. Within a scope. */
export async function returnMailbox(): Promise<{ address: string; tags: boolean } | null> {
  return await MailboxModel.findOne({ of: "firm" }, { address: 1, tags: 1 }).lean();
}
