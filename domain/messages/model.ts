import { Schema } from "mongoose";
import type { ApprovedMessage } from "../approvals/model.ts";
import { firmModel, present } from "../base/index.ts";
import type { Language, MessageContent } from "./blocks.ts";
import type { Compiled } from "./compile.ts";
import type { Followed } from "./tracking.ts";

/** One version of a template; what it says never changes. The newest of a key is what is edited; flows pin the version they were published with. */
export interface MessageTemplateRecord {
  key: string;
  version: number;
  content: MessageContent;
  /** Made of the content; anew where mail looks different now (`currentLook.ts`). */
  compiled: Partial<Record<Language, Compiled>>;
  by: { id: string; name: string };
}
export const MessageTemplateModel = firmModel<MessageTemplateRecord>(
  "MessageTemplate",
  {
    key: { type: String, required: true },
    version: { type: Number, required: true },
    content: { type: Schema.Types.Mixed, required: true },
    compiled: { type: Schema.Types.Mixed, required: true },
    by: { type: Schema.Types.Mixed, required: true },
  },
  { indexes: [{ fields: { key: 1, version: -1 }, unique: true }] },
);

/** Of an index, and a question, for all that have this date at all. */
export const everything = { $gt: new Date(0) };

/** `toPost`: a letter that staff have yet to print and post; it is `sent` when they say that they have. */
export const messageStates = ["planned", "held", "toPost", "sending", "sent", "uncertain", "skipped", "failed"] as const;
export type MessageState = (typeof messageStates)[number];
export const messageChannels = ["email", "text", "letter"] as const;

/** Every message to anyone: what it said exactly, which facts filled it, and what became of it. */
export interface MessageRecord {
  /** The effect it is (run, step, visit, part), or the sender's own name for it: a message leaves once under its key. */
  key: string;
  state: MessageState;
  channel: (typeof messageChannels)[number];
  purpose: "transactional" | "marketing" | "staff";
  to: { address: string; name: string };
  from: { address: string; name: string };
  /** RFC 5322 Message-ID, derived from the key: the same at every attempt. */
  messageId: string;
  subject: string;
  html: string;
  text: string;
  language: Language;
  template?: { key: string; version: number };
  topic?: string;
  contactId?: string;
  matterId?: string;
  staffId?: string;
  runId?: string;
  flowKey?: string;
  /** While it waits: when it is asked for again, and what staff said of it (`domain/outbox`). */
  plannedFor?: Date;
  ownHold?: { reason: string; by: string };
  pressed?: { by: string; at: string };
  change?: ApprovedMessage;
  step?: string;
  visit?: number;
  part?: string;
  /** The merge fields and their values as they were read for it. */
  values: Record<string, unknown>;
  documentIds: string[];
  attempts: number;
  /** While an attempt is under way nobody else sends. */
  leaseUntil?: Date;
  sentAt?: Date;
  /** What the server answered, or why it did not leave. */
  reason?: string;
  /** Whether it certainly did not leave. */
  surely?: boolean;
  /** An attempt before the one that sent it may have arrived too; kept for whoever asks again. */
  doubted?: boolean;
  /** What came back: see `domain/incoming`. */
  bounce?: { kind: "hard" | "soft"; at: Date; status: string; said: string };
  deliveredAt?: Date;
  /** Of marketing: links that were asked for and are not judged yet (`followed.ts`), and when they are. */
  followed?: Followed[];
  judgeAt?: Date;
  /** What of its links persons followed, and whether it was perhaps seen. */
  clicks?: { link: string; at: Date }[];
  clickedAt?: Date;
  openedAt?: Date;
  complainedAt?: Date;
  repliedAt?: Date;
  /** A text: the provider's own id of it, and what the provider told of it since. */
  providerId?: string;
  delivery?: { status: string; at: Date; code?: string };
  /** How the words it is looked for by begin (`beginnings.ts`). */
  beginnings: string[];
  /** `due`: what became of it is not among its flow's numbers yet (`domain/watching`). */
  counting?: "due" | "taken";
}
export const MessageModel = firmModel<MessageRecord>(
  "Message",
  {
    key: { type: String, required: true },
    state: { type: String, enum: messageStates, required: true },
    channel: { type: String, enum: messageChannels, required: true },
    purpose: { type: String, enum: ["transactional", "marketing", "staff"], required: true },
    to: { type: Schema.Types.Mixed, required: true },
    from: { type: Schema.Types.Mixed, required: true },
    messageId: { type: String, required: true },
    subject: { type: String, default: "" },
    html: { type: String, default: "" },
    text: { type: String, default: "" },
    language: { type: String, required: true },
    template: Schema.Types.Mixed,
    topic: String,
    contactId: String,
    matterId: String,
    staffId: String,
    runId: String,
    flowKey: String,
    plannedFor: Date,
    ownHold: Schema.Types.Mixed,
    pressed: Schema.Types.Mixed,
    change: Schema.Types.Mixed,
    step: String,
    visit: Number,
    part: String,
    values: { type: Schema.Types.Mixed, default: {} },
    documentIds: { type: [String], default: [] },
    attempts: { type: Number, default: 0 },
    leaseUntil: Date,
    sentAt: Date,
    reason: String,
    surely: Boolean,
    doubted: Boolean,
    bounce: Schema.Types.Mixed,
    deliveredAt: Date,
    followed: { type: [Object], default: undefined },
    judgeAt: Date,
    clicks: { type: [Object], default: undefined },
    clickedAt: Date,
    openedAt: Date,
    complainedAt: Date,
    repliedAt: Date,
    providerId: String,
    delivery: Schema.Types.Mixed,
    beginnings: { type: [String], default: [] },
    counting: String,
  },
  {
    indexes: [
      { fields: { key: 1 }, unique: true },
      { fields: { messageId: 1 }, global: true },
      { fields: { contactId: 1, createdAt: -1 } },
      { fields: { matterId: 1, createdAt: -1 } },
      { fields: { state: 1, createdAt: -1 } },
      { fields: { purpose: 1, channel: 1, state: 1, createdAt: -1 } },
      { fields: { createdAt: -1 } },
      { fields: { beginnings: 1, createdAt: -1 } },
      { fields: { "bounce.at": -1 }, where: { "bounce.at": everything } },
      { fields: { complainedAt: -1 }, where: { complainedAt: everything } },
      { fields: { repliedAt: -1 }, where: { repliedAt: everything } },
      { fields: { runId: 1, createdAt: -1 } },
      { fields: { "to.address": 1, channel: 1 } },
      { fields: { counting: 1, updatedAt: 1 }, where: { counting: present }, global: true },
      { fields: { judgeAt: 1 }, where: { judgeAt: everything }, global: true },
    ],
  },
);

/**
 * Somebody at an address asked not to get marketing: all of it, or one topic. Firm-wide, whoever else has the address. The address is kept
 * as a hash, so that this outlives the contact. (Addresses that bounced are the contacts' own: `suppressAddress`.)
 */
export interface OptOutRecord {
  addressHash: string;
  /** `all`, or a topic's key. */
  topic: string;
  contactId?: string;
  at: Date;
  source: string;
  /** Set when the person asked to be put back. */
  liftedAt: Date | null;
}
export const OptOutModel = firmModel<OptOutRecord>(
  "OptOut",
  {
    addressHash: { type: String, required: true },
    topic: { type: String, required: true },
    contactId: String,
    at: { type: Date, required: true },
    source: { type: String, required: true },
    liftedAt: { type: Date, default: null },
  },
  { indexes: [{ fields: { addressHash: 1, topic: 1 }, unique: true }] },
);

/** What a topic is called since somebody corrected it, wherever messages name it otherwise, and what the preference page says of it. */
export interface TopicNameRecord {
  topic: string;
  name: string;
  nameEs?: string;
  about?: string;
  aboutEs?: string;
}
export const TopicNameModel = firmModel<TopicNameRecord>(
  "TopicName",
  { topic: { type: String, required: true }, name: { type: String, required: true }, nameEs: String, about: String, aboutEs: String },
  { indexes: [{ fields: { topic: 1 }, unique: true }] },
);

/** A line in a member of staff's list inside the product, beside the email about it. */
export interface NotificationRecord {
  key: string;
  staffId: string;
  message: string;
  contactId?: string;
  matterId?: string;
  runId?: string;
  at: Date;
  readAt?: Date;
  /** The page its email's button opens, where that is not the matter's or person's. */
  page?: string;
  /** Of a note that no flow sends: until its email has left, when it is tried again, how often it was, and what is attached. */
  mail?: { dueAt: Date; tries: number; fileIds: string[] };
}
export const NotificationModel = firmModel<NotificationRecord>(
  "Notification",
  {
    key: { type: String, required: true },
    staffId: { type: String, required: true },
    message: { type: String, required: true },
    contactId: String,
    matterId: String,
    runId: String,
    at: { type: Date, required: true },
    readAt: Date,
    page: String,
    mail: { type: { _id: false, dueAt: Date, tries: Number, fileIds: [String] }, default: undefined },
  },
  {
    indexes: [
      { fields: { key: 1, staffId: 1 }, unique: true },
      { fields: { staffId: 1, at: -1 } },
      { fields: { staffId: 1, readAt: 1 } },
      { fields: { "mail.dueAt": 1 }, where: { "mail.dueAt": everything }, global: true },
    ],
  },
);
