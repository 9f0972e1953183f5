import { Schema } from "mongoose";
import type { EffectResult, JournalEntry, Position, RunStatus, RunSubject } from "../../engine/run/types.ts";
import { firmModel, present } from "../base/index.ts";

/**
 * One subject going through one version of a flow. Written before its workflow is started, so that a start is never lost and, by the
 * unique keys below, never doubled (rule 12). Afterwards it says where the run stands.
 */
export interface RunRecord {
  flowKey: string;
  flowName: string;
  version: number;
  definitionHash: string;
  subjectKind: RunSubject["kind"];
  contactId?: string;
  matterId?: string;
  occasionId?: string;
  /** The people of its matter (or the contact itself) when it started: for lists. */
  status: RunStatus;
  needsAttention: boolean;
  outcome?: string;
  /** At most one run ever has it (rule 12). */
  onceKey?: string;
  /** At most one open run has it. */
  openKey?: string;
  /** The event or occurrence that started it: the same one starts it once, whatever `again` says. */
  occurrenceKey?: string;
  startedBy: { kind: string; id: string; name: string };
  startEventId?: string;
  /** Started by hand: nothing leaves before this, and until then it can be undone (rule 11). */
  undoUntil?: Date;
  undoSeconds?: number;
  /** Started with many others: by which press, or calendar rule. */
  bulkId?: string;
  startedAt: Date;
  endedAt?: Date;
  position: Position[];
  wakeAt?: Date;
  /** The runs that led to it, oldest first, without itself. */
  causes: string[];
  /** `pending` until its workflow is known to be started. */
  workflow: "pending" | "started";
  /** Event types it listens for. */
  listens: string[];
  /** Counts the inputs it has taken: each is taken once, whatever is retried. */
  tick: number;
  /** Which input was taken last, and what came of it as JSON (state, effects, wake-up): told again to whoever asks twice. */
  took?: string;
  advanced?: string;
  /** `seq` of its last journal line. */
  seq: number;
  /** `due`: what it did is not among its flow's numbers yet; `taken` while it is being counted (`domain/watching`). */
  counting?: "due" | "taken";
}

export const RunModel = firmModel<RunRecord>(
  "Run",
  {
    flowKey: { type: String, required: true },
    flowName: { type: String, required: true },
    version: { type: Number, required: true },
    definitionHash: { type: String, required: true },
    subjectKind: { type: String, enum: ["contact", "matter", "occasion"], required: true },
    contactId: String,
    matterId: String,
    occasionId: String,
    status: { type: String, enum: ["running", "held", "attention", "ended"], required: true },
    needsAttention: { type: Boolean, default: false },
    outcome: String,
    onceKey: String,
    openKey: String,
    occurrenceKey: String,
    startedBy: { type: Schema.Types.Mixed, required: true },
    startEventId: String,
    undoUntil: Date,
    undoSeconds: Number,
    bulkId: String,
    startedAt: { type: Date, required: true },
    endedAt: Date,
    position: { type: [Schema.Types.Mixed as never], default: [] },
    wakeAt: Date,
    causes: { type: [String], default: [] },
    workflow: { type: String, enum: ["pending", "started"], required: true },
    listens: { type: [String], default: [] },
    tick: { type: Number, default: 0 },
    took: String,
    advanced: String,
    seq: { type: Number, default: 0 },
    counting: String,
  },
  {
    indexes: [
      { fields: { onceKey: 1 }, unique: true, where: { onceKey: present }, telling: true },
      { fields: { openKey: 1 }, unique: true, where: { openKey: present }, telling: true },
      { fields: { occurrenceKey: 1 }, unique: true, where: { occurrenceKey: present }, telling: true },
      { fields: { startedAt: -1 } },
      { fields: { flowKey: 1, startedAt: -1 } },
      { fields: { flowKey: 1, status: 1, startedAt: -1 } },
      { fields: { flowKey: 1, "position.step": 1, startedAt: -1 } },
      { fields: { matterId: 1, startedAt: -1 } },
      { fields: { contactId: 1, startedAt: -1 } },
      { fields: { occasionId: 1, status: 1 } },
      { fields: { status: 1, startedAt: -1 } },
      { fields: { status: 1, matterId: 1 } },
      { fields: { bulkId: 1 }, where: { bulkId: present } },
      { fields: { needsAttention: 1, startedAt: -1 } },
      { fields: { workflow: 1, createdAt: 1 }, where: { workflow: "pending" }, global: true },
      { fields: { counting: 1, updatedAt: 1 }, where: { counting: present }, global: true },
    ],
  },
);

/** A line of a run's story. Append-only; `seq` counts from 1 without gaps over the whole life of the run. */
export interface JournalRecord extends Omit<JournalEntry, "at"> {
  runId: string;
  at: Date;
  /** When it was really written; `at` is the logical time (rule 18). */
  recordedAt: Date;
}

export const JournalModel = firmModel<JournalRecord>(
  "Journal",
  {
    runId: { type: String, required: true },
    seq: { type: Number, required: true },
    at: { type: Date, required: true },
    recordedAt: { type: Date, required: true },
    what: { type: String, required: true },
    step: String,
    visit: Number,
    reason: String,
    until: String,
    to: String,
    outcome: String,
    by: String,
    late: Boolean,
    uncertain: Boolean,
    data: Schema.Types.Mixed,
  },
  {
    collection: "journal",
    indexes: [{ fields: { runId: 1, seq: 1 }, unique: true }, { fields: { what: 1, at: -1 } }],
  },
);

/** An effect's record under its unique key. `claimed`: somebody may be acting on it, until the lease ends. */
export interface EffectRecord {
  runId: string;
  step: string;
  visit: number;
  part: string;
  kind: string;
  state: "claimed" | "free" | "done";
  holder?: string;
  leaseUntil?: Date;
  attempts: number;
  result?: EffectResult;
  /** An attempt ended without anybody knowing what it did (rule 2). */
  uncertain?: boolean;
}

export const EffectModel = firmModel<EffectRecord>(
  "Effect",
  {
    runId: { type: String, required: true },
    step: { type: String, required: true },
    visit: { type: Number, required: true },
    part: { type: String, required: true },
    kind: { type: String, required: true },
    state: { type: String, enum: ["claimed", "free", "done"], required: true },
    holder: String,
    leaseUntil: Date,
    attempts: { type: Number, default: 0 },
    result: Schema.Types.Mixed,
    uncertain: Boolean,
  },
  { indexes: [{ fields: { runId: 1, step: 1, visit: 1, part: 1 }, unique: true }] },
);

/** What inputs before a run's last one came to. `_id` is `<run>:<tick>`; kept far longer than Temporal could be away. */
export const TakenModel = firmModel<{ took: string; advanced: string; at: Date }>(
  "Taken",
  { took: { type: String, required: true }, advanced: { type: String, required: true }, at: { type: Date, required: true } },
  { indexes: [{ fields: { at: 1 }, expireAfterSeconds: 30 * 86_400, global: true }] },
);

/** When a flow with `again: {after}` last started for a subject, by which run, and when before. `_id` is `<firmId>|<flow>|<subject>`. */
export const AgainModel = firmModel<{ startedAt?: Date; runId?: string; before?: Date; asked: number }>("Again", {
  startedAt: Date,
  runId: String,
  before: Date,
  asked: { type: Number, default: 0 },
});
