import type { SubjectKind } from "../../engine/definition/types.ts";
import { firmModel } from "../base/index.ts";

/** What can be done for many at once: a flow started, or a command given to runs. */
export const bulkDeeds = ["start", "retry", "skip", "cancel", "resume", "hold", "jump", "move"] as const;
export type BulkDeed = (typeof bulkDeeds)[number];

/**
 * Something done for many, page by page at a set rate, by a workflow of its own (DESIGN §5). `upTo` and the counts move together in one write
 * after each page, and each page may be done again: so it goes on where it was, whatever dies.
 */
export interface BulkRecord {
  does: BulkDeed;
  flowKey?: string;
  flowName?: string;
  /** Everybody of this kind, not a list: a calendar rule's start. */
  everybody?: SubjectKind;
  /** What `everybody` is the occurrence of. */
  occurrence?: string;
  /** Of a list: contacts, matters or runs. */
  of?: SubjectKind | "run";
  reason?: string;
  /** Only those standing at this step: whoever has gone on since is left alone. */
  at?: string;
  /** A hold's end, a jump's step, a move's version. */
  until?: string;
  step?: string;
  version?: number;
  /** How many there are; unknown for everybody. */
  total?: number;
  state: "working" | "done" | "stopped" | "undoing" | "undone";
  /** The page that comes next: a number of a list's, else the last id that was done. */
  upTo: string;
  counts: BulkCounts;
  /** The first few that were refused, each with its reason. */
  problems: BulkProblem[];
  by: { kind: string; id: string; name: string };
  /** Until then it can all be taken back. */
  undoUntil?: Date;
  endedAt?: Date;
}
/** `done`: started or obeyed. `already`: in the flow already (rule 12), or nothing to do. `refused`: not for them; `problems` say why. */
export interface BulkCounts {
  done: number;
  already: number;
  refused: number;
  undone: number;
}
export interface BulkProblem {
  id: string;
  reason: string;
}

export const noCounts: BulkCounts = { done: 0, already: 0, refused: 0, undone: 0 };

export const BulkModel = firmModel<BulkRecord>(
  "Bulk",
  {
    does: { type: String, enum: bulkDeeds, required: true },
    flowKey: String,
    flowName: String,
    everybody: String,
    occurrence: String,
    of: String,
    reason: String,
    at: String,
    until: String,
    step: String,
    version: Number,
    total: Number,
    state: { type: String, enum: ["working", "done", "stopped", "undoing", "undone"], required: true },
    upTo: { type: String, default: "" },
    counts: { type: Object, required: true },
    problems: { type: [Object as never], default: [] },
    by: { type: Object, required: true },
    undoUntil: Date,
    endedAt: Date,
  },
  {
    indexes: [
      { fields: { createdAt: -1 } },
      { fields: { state: 1, updatedAt: 1 }, global: true },
      { fields: { flowKey: 1, occurrence: 1 }, unique: true, where: { occurrence: { $exists: true } } },
    ],
  },
);

/** The list as it was when it was chosen, a page in each: later changes to a filter's result change nothing. */
export const BulkPageModel = firmModel<{ bulkId: string; n: number; ids: string[] }>(
  "BulkPage",
  { bulkId: { type: String, required: true }, n: { type: Number, required: true }, ids: { type: [String], required: true } },
  { indexes: [{ fields: { bulkId: 1, n: 1 }, unique: true }] },
);
