import { Schema } from "mongoose";
import type { Definition, SubjectKind } from "../../engine/definition/types.ts";
import { type Actor, firmModel } from "../base/index.ts";
import type { People } from "./people.ts";

/** `live`: its newest version starts runs. `paused`: starts none for now; runs go on. `archived`: out of the lists as well. */
export type FlowState = "draft" | "live" | "paused" | "archived";

export interface FlowRecord {
  key: string;
  name: string;
  subject: SubjectKind;
  caseTypes: string[];
  state: FlowState;
  /** The graph as text: its keys (`matter.stage`, `==`) are no field names. */
  draft: string;
  /** Counts the draft's savings: who saves tells which one they have seen. */
  draftRevision: number;
  draftSavedAt: Date;
  draftSavedBy: { id: string; name: string };
  /** By step id, who changed it last and when: as text, like the draft. */
  stepsChanged?: string;
  liveVersion?: number;
  liveHash?: string;
  publishedAt?: Date;
  /** Event types whose happening may start a run of the live version, or move the date it starts on: what the dispatcher looks flows up by. */
  enrolEvents: string[];
  /** What is to be published at a time: the drawing that was looked at then, whatever is drawn meanwhile. */
  scheduled?: ScheduledPublish;
  /** It was published at a time: those in other versions are to be moved, which `domain/moves` begins. */
  peopleNext?: PeopleNext;
  /** They could not be, and why. Until somebody has read it. */
  notMoved?: { due: Date; why: string };
  /** It was not started though its moment came: for everybody, for so many by a date of theirs. Until somebody has read it. */
  missed?: { due: Date; everybody?: boolean; many?: number };
  /** Its starts by date are to be planned for everybody, from `since` on; how far that has come, and until when somebody is at it. */
  planning?: { since: Date; upTo?: string; leaseUntil?: Date };
}

export interface ScheduledPublish {
  /** When; gone once it was tried and could not be. */
  at?: Date;
  /** When it was to be, and why it could not. */
  failed?: { at: Date; why: string };
  /** The drawing, as the draft is kept. */
  graph: string;
  notes?: string;
  by: Actor;
  /** What becomes of those in other versions then; left out, they stay where they are. */
  people?: People;
}

export interface PeopleNext extends People {
  /** When it was to be published. */
  due: Date;
  to: number;
  by: Actor;
}

export const FlowModel = firmModel<FlowRecord>(
  "Flow",
  {
    key: { type: String, required: true },
    name: { type: String, required: true },
    subject: { type: String, enum: ["contact", "matter", "occasion"], required: true },
    caseTypes: { type: [String], default: [] },
    state: { type: String, enum: ["draft", "live", "paused", "archived"], required: true },
    draft: { type: String, required: true },
    draftRevision: { type: Number, required: true },
    draftSavedAt: { type: Date, required: true },
    draftSavedBy: { type: Schema.Types.Mixed, required: true },
    stepsChanged: String,
    liveVersion: Number,
    liveHash: String,
    publishedAt: Date,
    enrolEvents: { type: [String], default: [] },
    scheduled: Schema.Types.Mixed,
    peopleNext: Schema.Types.Mixed,
    notMoved: Schema.Types.Mixed,
    missed: Schema.Types.Mixed,
    planning: Schema.Types.Mixed,
  },
  {
    indexes: [
      { fields: { key: 1 }, unique: true },
      { fields: { state: 1, enrolEvents: 1 } },
      { fields: { "planning.since": 1 }, global: true },
      { fields: { "scheduled.at": 1 }, where: { "scheduled.at": { $exists: true } }, global: true },
      { fields: { "peopleNext.due": 1 }, where: { "peopleNext.due": { $exists: true } }, global: true },
      { fields: { "missed.due": 1 } },
      { fields: { "notMoved.due": 1 } },
      { fields: { "scheduled.failed.at": 1 } },
    ],
  },
);

/** Versions of the records a flow names, as they were when it was published (rule 1). */
export interface Pins {
  templates: Record<string, number>;
  forms: Record<string, number>;
  documents: Record<string, number>;
}

/** What was published: never changed afterwards. Definition and graph are kept as text, like the draft. */
export interface VersionRecord {
  flowKey: string;
  number: number;
  hash: string;
  definition: string;
  graph: string;
  pins: Pins;
  /** Event types its runs listen for (rule 4). */
  listens: string[];
  publishedAt: Date;
  publishedBy: { id: string; name: string };
  notes?: string;
}

export const VersionModel = firmModel<VersionRecord>(
  "FlowVersion",
  {
    flowKey: { type: String, required: true },
    number: { type: Number, required: true },
    hash: { type: String, required: true },
    definition: { type: String, required: true },
    graph: { type: String, required: true },
    pins: { type: Schema.Types.Mixed, required: true },
    listens: { type: [String], default: [] },
    publishedAt: { type: Date, required: true },
    publishedBy: { type: Schema.Types.Mixed, required: true },
    notes: String,
  },
  {
    indexes: [{ fields: { flowKey: 1, number: 1 }, unique: true }, { fields: { flowKey: 1, hash: 1 } }],
  },
);

/** A published version as runs use it. */
export interface Published {
  flowKey: string;
  number: number;
  hash: string;
  definition: Definition;
  pins: Pins;
  listens: string[];
}
