import type { Purpose } from "../definition/types.ts";
import type { Wanted } from "./effects.ts";
import { nobody, recipientsOf } from "./recipients.ts";
import type { Running } from "./running.ts";
import type { EffectKind, JsonObject } from "./types.ts";

/** One message for each recipient; or why there can be none. */
export function messages(run: Running, kind: EffectKind, step: { to?: string[]; purpose: Purpose }, params: JsonObject): Wanted[] | string {
  const people = recipientsOf(step.to, run.given);
  if (people.length === 0) return nobody(step.to);
  const named = step.to !== undefined && step.to.length > 0;
  return people.map((person) => ({
    part: named ? `send:${person.id}` : "send",
    kind,
    purpose: step.purpose,
    params: { ...params, purpose: step.purpose, contactId: person.id },
  }));
}

/** Only what is there: a JSON object without undefined. */
export function params(fields: Record<string, unknown>): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as JsonObject;
}
