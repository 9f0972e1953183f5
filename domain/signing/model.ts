import mongoose, { Schema } from "mongoose";
import { firmModel } from "../base/index.ts";
import type { WayToAnswer } from "../forms/index.ts";

/** One person asked to sign, and all that is kept of how they did. */
export interface Signer {
  contactId: string;
  /** Absent until their own link was made. */
  requestId?: string;
  state: "asked" | "signed" | "declined" | "waived";
  viewedAt?: Date;
  at?: Date;
  how?: WayToAnswer;
  /** The name under the signature: as they typed it, or as the firm knows them where it was signed on paper. */
  name?: string;
  /** Drawn: a PNG in base64. Typed: the name itself. */
  signature?: { kind: "typed" } | { kind: "drawn"; png: string };
  /** What they agreed to before signing on screen, word for word. */
  consent?: { wording: string; language: "en" | "es" };
  /** SHA-256 of the file as it stood when they signed. */
  sha256?: string;
  address?: string;
  userAgent?: string;
  reason?: string;
  /** Who of the firm wrote it down, where it was not signed by link. */
  by?: string;
  fileIds?: string[];
  /** Where staff asked by hand: when the letter left and how often they were reminded, or why it can't leave. */
  sentAt?: Date;
  reminded?: number;
  notSent?: string;
}

/** One document that is to be signed by one or more people. The file never changes: what everybody signs is what its SHA-256 says. */
export interface SigningRecord {
  /** The asking it belongs to (run, step, visit), or the request staff made by hand. */
  key: string;
  documentId: string;
  fileId: string;
  sha256: string;
  title: string;
  template: string;
  contactId?: string;
  matterId?: string;
  runId?: string;
  step?: string;
  complete: "all" | "any";
  signers: Signer[];
  state: "open" | "signed" | "declined" | "withdrawn";
  /** A member of staff asked, and reminders go so many days after the letter; `inOrder`: each is asked when those before them have signed. */
  byHand?: { by: string; remind: number[]; inOrder?: boolean };
  /** When the next letter or reminder of one asked by hand is due, or tried again. */
  mailDueAt?: Date;
  withdrawn?: { by: string; at: Date };
  signedAt?: Date;
  /** When the sealed copy is to be made, or tried again, and sent. Absent when there is nothing left to do. */
  sealDueAt?: Date;
  sealed?: { documentId: string; fileId: string; at: Date };
}

export const SigningModel = firmModel<SigningRecord>(
  "Signing",
  {
    key: { type: String, required: true },
    documentId: { type: String, required: true },
    fileId: { type: String, required: true },
    sha256: { type: String, required: true },
    title: { type: String, required: true },
    template: { type: String, required: true },
    contactId: String,
    matterId: String,
    runId: String,
    step: String,
    complete: { type: String, enum: ["all", "any"], required: true },
    signers: { type: Schema.Types.Mixed, required: true },
    state: { type: String, enum: ["open", "signed", "declined", "withdrawn"], required: true },
    byHand: { type: Schema.Types.Mixed },
    mailDueAt: Date,
    withdrawn: { type: Schema.Types.Mixed },
    signedAt: Date,
    sealDueAt: Date,
    sealed: { type: Schema.Types.Mixed },
  },
  {
    indexes: [
      { fields: { key: 1 }, unique: true },
      { fields: { documentId: 1 } },
      { fields: { matterId: 1 } },
      { fields: { "signers.contactId": 1 } },
      { fields: { mailDueAt: 1 }, where: { mailDueAt: { $gt: new Date(0) } }, global: true },
      { fields: { sealDueAt: 1 }, where: { sealDueAt: { $exists: true } }, global: true },
    ],
  },
);

/**
 * The installation's own certificate, with which signed documents are sealed (PAdES): made once, kept with the data, its private key locked
 * under the installation's secret. It is nobody's identity; it proves that a sealed file has not been changed since.
 */
export interface SealKey {
  _id: string;
  certificate: string;
  key: string;
  at: Date;
}
export const SealKeyModel = mongoose.model(
  "SealKey",
  new Schema<SealKey>({ _id: String, certificate: String, key: String, at: Date }, { versionKey: false, collection: "sealkeys" }),
);
