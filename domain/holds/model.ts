import { firmModel } from "../base/index.ts";

/** What a hold lies on. A run's own hold is part of its state; these lie on what several runs share. */
export const holdTargets = ["contact", "matter", "flow", "firm"] as const;
export type HoldTarget = (typeof holdTargets)[number];

/** "Hold all messages" (rule 11): while it lies, nothing leaves for its target from any flow, reminder or booking. */
export interface HoldRecord {
  target: HoldTarget;
  /** Of the contact, matter or flow (its key); the firm's own for the firm. */
  targetId: string;
  /** Holds marketing alone: what belongs to a case goes on. */
  only?: "marketing";
  reason: string;
  since: Date;
  /** Ends by itself then. */
  until?: Date;
  by: { id: string; name: string };
  liftedAt?: Date;
  liftedBy?: { id: string; name: string };
  /** Whether the runs it held have been told that it ended: they are told in pages. */
  told: "no" | "telling" | "yes";
  /** The last run told so far. */
  toldUpTo?: string;
}

export const HoldModel = firmModel<HoldRecord>(
  "Hold",
  {
    target: { type: String, enum: holdTargets, required: true },
    targetId: { type: String, required: true },
    only: { type: String, enum: ["marketing"] },
    reason: { type: String, required: true },
    since: { type: Date, required: true },
    until: Date,
    by: { type: Object, required: true },
    liftedAt: Date,
    liftedBy: Object,
    told: { type: String, enum: ["no", "telling", "yes"], required: true },
    toldUpTo: String,
  },
  {
    indexes: [
      { fields: { targetId: 1, liftedAt: 1 } },
      { fields: { liftedAt: 1 } },
      { fields: { told: 1, liftedAt: 1 }, where: { told: "telling" }, global: true },
    ],
  },
);
