import { Schema } from "mongoose";
import { firmModel } from "../base/index.ts";

export type StageState = "open" | "won" | "lost";
export interface Stage {
  /** Stands in conditions (`matter.stage == "hired"`), so it never changes once made. */
  id: string;
  name: string;
  state: StageState;
}
/** The ordered stages of a case type. */
export interface PipelineRecord {
  /** `estate-planning`. */
  caseType: string;
  /** "Estate planning". */
  name: string;
  /** Of matter numbers: EP in EP-2026-0184. */
  prefix: string;
  stages: Stage[];
  order: number;
}
export const PipelineModel = firmModel<PipelineRecord>(
  "Pipeline",
  {
    caseType: { type: String, required: true },
    name: { type: String, required: true },
    prefix: { type: String, required: true },
    stages: { type: [{ _id: false, id: String, name: String, state: String }], required: true },
    order: { type: Number, required: true },
  },
  { indexes: [{ fields: { caseType: 1 }, unique: true }] },
);

export const fieldTypes = ["text", "longText", "number", "money", "date", "dateTime", "yesNo", "choice", "list"] as const;
export type FieldType = (typeof fieldTypes)[number];
/** A field that a firm adds to its contacts or matters. */
export interface FieldRecord {
  /** As facts, conditions and merge fields name it: `closingDate`. */
  key: string;
  label: string;
  type: FieldType;
  on: "contact" | "matter";
  options?: string[];
  /** Only matters of these case types show it; all when absent. */
  caseTypes?: string[];
  order: number;
}
export const FieldModel = firmModel<FieldRecord>(
  "Field",
  {
    key: { type: String, required: true },
    label: { type: String, required: true },
    type: { type: String, enum: fieldTypes, required: true },
    on: { type: String, enum: ["contact", "matter"], required: true },
    options: { type: [String], default: undefined },
    caseTypes: { type: [String], default: undefined },
    order: { type: Number, required: true },
  },
  { indexes: [{ fields: { on: 1, key: 1 }, unique: true }] },
);

/** The next number of a series: matters by prefix and year, turns among staff. `_id` is `<firmId>|<series>`. */
export const CounterModel = firmModel<{ series: string; last: number }>("Counter", {
  series: { type: String, required: true },
  last: { type: Schema.Types.Number, default: 0 },
});
