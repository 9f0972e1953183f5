import type { SubjectKind } from "../../engine/definition/types.ts";
import { firmModel } from "../base/index.ts";

/**
 * The next start by date of one trigger of a flow for one subject, or of a calendar rule for all of them (`subjectId` is then empty). What is
 * due is found by `lookAt`, through an index over all firms: nobody's matters are gone through to see whose day has come.
 */
export interface PlannedStart {
  flowKey: string;
  /** The trigger's name (`triggersOf`). */
  trigger: string;
  subjectKind: SubjectKind;
  subjectId: string;
  contactId?: string;
  matterId?: string;
  occasionId?: string;
  /** When to start; absent when nothing lies ahead. */
  at?: Date;
  /** Which occurrence that is. */
  date?: string;
  /** Not to be started after this. */
  until?: Date;
  /** The occurrence that was dealt with last, and what became of it. */
  lastDate?: string;
  last?: "started" | "refused" | "tooLate";
  /** A calendar rule without a first day counts from here, whatever is published later. */
  since?: Date;
  /** When to look at it: at `at`, or, while somebody is at it, when their lease ends. */
  lookAt?: Date;
}

export const PlannedStartModel = firmModel<PlannedStart>(
  "PlannedStart",
  {
    flowKey: { type: String, required: true },
    trigger: { type: String, required: true },
    subjectKind: { type: String, enum: ["contact", "matter", "occasion"], required: true },
    subjectId: { type: String, default: "" },
    contactId: String,
    matterId: String,
    occasionId: String,
    at: Date,
    date: String,
    until: Date,
    lastDate: String,
    last: String,
    since: Date,
    lookAt: Date,
  },
  {
    indexes: [
      { fields: { subjectId: 1, flowKey: 1, trigger: 1 }, unique: true },
      { fields: { lookAt: 1 }, global: true },
    ],
  },
);

/** Whether a condition that starts a flow when it becomes true holds for a subject, and which event made it so. */
export const TurningModel = firmModel<{ flowKey: string; trigger: string; subjectId: string; is: boolean; by?: string }>(
  "Turning",
  {
    flowKey: { type: String, required: true },
    trigger: { type: String, required: true },
    subjectId: { type: String, required: true },
    is: { type: Boolean, required: true },
    by: String,
  },
  { indexes: [{ fields: { subjectId: 1, flowKey: 1, trigger: 1 }, unique: true }] },
);
