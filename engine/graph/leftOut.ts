import type { Definition } from "../definition/types.ts";
import { isStepKind } from "../steps/index.ts";
import { isRecord } from "./nodes.ts";
import type { Graph } from "./types.ts";

/** What of a definition did not come into the drawing made of it, in words: kinds of steps this Firmflow does not know, and what is no trigger, goal or exit. */
export function leftOut(definition: Definition, { settings }: Graph): string[] {
  const kinds = unknownKinds(isRecord(definition.steps) ? Object.values(definition.steps) : []);
  const listed = (value: unknown): number => (Array.isArray(value) ? value.length : 0);
  const enrol: unknown = definition.enrol;
  const fewer = (before: number, now: number, one: string, several: string) =>
    before > now ? [before - now === 1 ? `1 ${one}` : `${before - now} ${several}`] : [];
  return [
    ...kinds.map((kind) => `steps of the kind “${kind}”`),
    ...fewer(listed(isRecord(enrol) ? enrol["on"] : []), settings.enrol.on.length, "way of starting", "ways of starting"),
    ...fewer(listed(definition.goals), listed(settings.goals), "goal", "goals"),
    ...fewer(listed(definition.exits), listed(settings.exits), "reason to leave", "reasons to leave"),
  ];
}

/** What steps are called whose kind this Firmflow does not know: shortened, since it is said to a person. */
export function unknownKinds(steps: unknown[]): string[] {
  const kinds = steps.flatMap((step) => (isRecord(step) && !isStepKind(step["kind"]) ? [String(step["kind"]).slice(0, 40)] : []));
  return [...new Set(kinds)].slice(0, 5);
}
