import { firmModel } from "../base/index.ts";
import type { Mark } from "./marks.ts";
import type { Span } from "./spans.ts";
import type { Trail } from "./trail.ts";

/** What a run has been counted for: `_id` is the run's. Behind every number of the flow stand those that have its mark. */
export interface TrailRecord {
  flowKey: string;
  version: number;
  startedAt: Date;
  /** The day it began, by the firm's calendar: `YYYY-MM-DD`. */
  day: string;
  marks: Mark[];
  trail: Trail;
}

export const TrailModel = firmModel<TrailRecord>(
  "Trail",
  {
    flowKey: { type: String, required: true },
    version: { type: Number, required: true },
    startedAt: { type: Date, required: true },
    day: { type: String, required: true },
    marks: { type: [String], required: true },
    trail: { type: Object, required: true },
  },
  { indexes: [{ fields: { flowKey: 1, marks: 1, startedAt: -1 } }] },
);

/**
 * How many runs of a version that began within a span have each mark. `_id` is `<firm>|<flow>|<version>|<span>|<day>`. What the canvas shows
 * of a hundred thousand runs is read from a few of these. Of `runs` it holds only what is told of a run as a whole (`tallies.ts`): of all,
 * and of a month day by day, so that lists of flows and reports over years are read from a few short ones.
 */
export interface FlowCountRecord {
  flowKey: string;
  version: number;
  span: Span | "runs";
  /** `YYYY-MM-DD` of a day, `YYYY-MM` of a month, empty of all. */
  day: string;
  counts: Record<Mark, number>;
}

export const FlowCountModel = firmModel<FlowCountRecord>(
  "FlowCount",
  {
    flowKey: { type: String, required: true },
    version: { type: Number, required: true },
    span: { type: String, required: true },
    day: { type: String, default: "" },
    counts: { type: Object, default: {} },
  },
  { collection: "flowCounts", indexes: [{ fields: { flowKey: 1, span: 1, day: 1 } }, { fields: { span: 1, day: 1 } }] },
);

export const countId = (firmId: string, { flowKey, version, span, day }: Omit<FlowCountRecord, "counts">): string =>
  [firmId, flowKey, version, span, day].join("|");
