import type { StepId } from "../definition/types.ts";
import { analyse } from "./analysis.ts";
import type { Running } from "./running.ts";
import type { Json, JsonObject } from "./types.ts";

/** What a run keeps of what its steps gave: the names its definition reads, and short ids and moments everybody may want. */

const usual: ReadonlySet<string> = new Set([
  "answeredAt",
  "completedAt",
  "contactId",
  "documentId",
  "endsAt",
  "fileId",
  "how",
  "link",
  "occasionId",
  "outcome",
  "place",
  "requestId",
  "staffId",
  "startsAt",
  "taskId",
]);
const longestText = 300;
const longestObject = 1500;

export function keepResult(run: Running, step: StepId, gave: JsonObject | undefined): void {
  const read = analyse(run.definition).read.get(step);
  const kept: JsonObject = {};
  for (const [name, value] of Object.entries(gave ?? {})) {
    const wanted = read?.has(name) === true || read?.has("*") === true;
    if ((wanted || usual.has(name)) && isSmall(value, wanted)) kept[name] = value;
  }
  if (Object.keys(kept).length === 0) return;
  run.state.results[step] = { ...run.state.results[step], ...kept };
}

function isSmall(value: Json, wanted: boolean): boolean {
  if (value === null || typeof value === "number" || typeof value === "boolean") return true;
  if (typeof value === "string") return value.length <= longestText;
  return wanted && JSON.stringify(value).length <= longestObject;
}
