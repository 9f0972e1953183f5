import type { Mapping } from "../../engine/run/moving/types.ts";
import { firmModel } from "../base/index.ts";

/**
 * People of some versions of a flow moved to another version, or taken out of the flow, by a workflow of its own (rule 13). `upTo` and
 * `processed` change together after each page, and each page may be done again: so it goes on where it was, whatever dies.
 */
export interface MoveRecord {
  flowKey: string;
  flowName: string;
  /** `move` to another version, or `end` the runs. */
  how: "move" | "end";
  to: number;
  from: number[];
  mapping: Mapping;
  by: { kind: string; id: string; name: string };
  state: "working" | "done" | "stopped";
  total: number;
  /** The page that comes next. */
  upTo: number;
  /** How many were dealt with: those not among the ones left behind were moved. */
  processed: number;
  endedAt?: Date;
}

export const MoveModel = firmModel<MoveRecord>(
  "Move",
  {
    flowKey: { type: String, required: true },
    flowName: { type: String, required: true },
    how: { type: String, enum: ["move", "end"], required: true },
    to: { type: Number, required: true },
    from: { type: [Number], required: true },
    mapping: { type: Object, default: {} },
    by: { type: Object, required: true },
    state: { type: String, enum: ["working", "done", "stopped"], required: true },
    total: { type: Number, required: true },
    upTo: { type: Number, default: 0 },
    processed: { type: Number, default: 0 },
    endedAt: Date,
  },
  {
    indexes: [
      { fields: { flowKey: 1, createdAt: -1 } },
      { fields: { flowKey: 1, state: 1 }, unique: true, where: { state: "working" } },
      { fields: { state: 1, updatedAt: 1 }, where: { state: "working" }, global: true },
    ],
  },
);

/** Whom it is about, as they were when it was begun: a page in each. */
export const MovePageModel = firmModel<{ moveId: string; n: number; runIds: string[] }>(
  "MovePage",
  { moveId: { type: String, required: true }, n: { type: Number, required: true }, runIds: { type: [String], required: true } },
  { indexes: [{ fields: { moveId: 1, n: 1 }, unique: true }] },
);

/** Runs that are still where they were: `waits` until what is being done for them is settled, `refused` for good, with the reason. */
export interface LeftBehind {
  moveId: string;
  runId: string;
  state: "waits" | "refused";
  why: string;
}

export const LeftBehindModel = firmModel<LeftBehind>(
  "LeftBehind",
  {
    moveId: { type: String, required: true },
    runId: { type: String, required: true },
    state: { type: String, enum: ["waits", "refused"], required: true },
    why: { type: String, required: true },
  },
  {
    collection: "leftBehind",
    indexes: [{ fields: { moveId: 1, runId: 1 }, unique: true }, { fields: { moveId: 1, state: 1, runId: 1 } }],
  },
);
