import { firmModel, type Role } from "../base/index.ts";

export interface StaffRecord {
  /** The sign-in this member of staff uses; absent until an invitation is taken up. */
  userId?: string;
  name: string;
  email: string;
  role: Role;
  /** "Attorney", "Legal assistant". */
  title?: string;
  phone?: string;
  photoFileId?: string;
  active: boolean;
  /** Not there until then; who is asked in their place. */
  away?: { until: Date; standIn?: string };
  invite?: { tokenHash: string; expiresAt: Date };
}
export const StaffModel = firmModel<StaffRecord>(
  "Staff",
  {
    userId: String,
    name: { type: String, required: true },
    email: { type: String, required: true },
    role: { type: String, enum: ["viewer", "staff", "builder", "owner"], required: true },
    title: String,
    phone: String,
    photoFileId: String,
    active: { type: Boolean, default: true },
    away: { type: { _id: false, until: Date, standIn: String } },
    invite: { type: { _id: false, tokenHash: String, expiresAt: Date } },
  },
  {
    indexes: [
      { fields: { email: 1 }, unique: true },
      { fields: { userId: 1 }, global: true },
      { fields: { "invite.tokenHash": 1 }, global: true },
    ],
  },
);

export interface ApiKeyRecord {
  name: string;
  role: Role;
  /** SHA-256 of the key; the key itself is shown once. */
  hash: string;
  /** First characters, to tell keys apart. */
  hint: string;
  createdBy: string;
  lastUsedAt?: Date;
  revokedAt?: Date;
}
export const ApiKeyModel = firmModel<ApiKeyRecord>(
  "ApiKey",
  {
    name: { type: String, required: true },
    role: { type: String, enum: ["viewer", "staff", "builder", "owner"], required: true },
    hash: { type: String, required: true },
    hint: { type: String, required: true },
    createdBy: { type: String, required: true },
    lastUsedAt: Date,
    revokedAt: Date,
  },
  { indexes: [{ fields: { hash: 1 }, unique: true, global: true }] },
);
