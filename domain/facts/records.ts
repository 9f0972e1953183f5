import type { JsonObject } from "../../engine/run/types.ts";
import type { Stored } from "../base/index.ts";
import type { MatterRecord } from "../matters/index.ts";
import type { OccasionRecord } from "../occasions/index.ts";
import type { PipelineRecord } from "../pipelines/index.ts";
import { jsonOf } from "./json.ts";

/** A matter as conditions and merge fields read it: custom fields beside built-in ones, which win. */
export function matterFacts(matter: Stored<MatterRecord>, pipelines: PipelineRecord[]): JsonObject {
  const pipeline = pipelines.find((one) => one.caseType === matter.caseType);
  const stage = pipeline?.stages.find((one) => one.id === matter.stage);
  const { number, title, caseType, state, stageSince, assignee, source, value, openedAt, closedAt } = matter;
  return {
    ...(jsonOf(matter.fields) as JsonObject),
    ...(jsonOf({ number, title, caseType, state, stageSince, assignee, source, value, openedAt, closedAt }) as JsonObject),
    id: matter._id,
    stage: matter.stage,
    ...(pipeline ? { caseTypeName: pipeline.name } : {}),
    ...(stage ? { stageName: stage.name } : {}),
  };
}

export function occasionFacts(occasion: Stored<OccasionRecord>): JsonObject {
  const { kind, type, title, at, endsAt, place, attend, state, notes, appointmentId } = occasion;
  return {
    ...(jsonOf(occasion.fields) as JsonObject),
    ...(jsonOf({ kind, type, title, at, endsAt, place, attend, state, notes, appointmentId }) as JsonObject),
    id: occasion._id,
  };
}
