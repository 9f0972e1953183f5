/** Fields of a step that name other steps without leading there: attached documents, a parallel's join, what is approved. */
import { find, placesOf } from "../../definition/places.ts";
import type { StepId } from "../../definition/types.ts";
import { isStepKind } from "../../steps/index.ts";
import type { GraphNode } from "../types.ts";

const NAMING = new Set(["stepId"] as const);

/** The step with every name of a step changed by `rename`; null takes it out of lists, and empties single fields. */
export function renamed(step: GraphNode["step"], rename: (id: StepId) => StepId | null): GraphNode["step"] {
  if (!isStepKind(step.kind)) return step;
  const fields = new Set(find(step, placesOf(step.kind), NAMING).map(({ segments }) => String(segments[0])));
  if (step.kind === "requestSignature" && typeof step["document"] === "string") fields.add("document");
  const changed = [...fields].flatMap((field): [string, unknown][] => {
    const value = step[field];
    if (Array.isArray(value)) {
      const kept = value.flatMap((id: unknown) => (typeof id === "string" ? (rename(id) ?? []) : [id]));
      return [[field, kept.length > 0 ? kept : undefined]];
    }
    if (typeof value !== "string") return [];
    return [[field, rename(value) ?? (REQUIRED.has(field) ? "" : undefined)]];
  });
  if (changed.every(([field, value]) => value === step[field])) return step;
  const all: Record<string, unknown> = { ...step, ...Object.fromEntries(changed) };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as GraphNode["step"];
}

/** Without these the step is not complete, so they are emptied (and shown as a problem) instead of removed. */
const REQUIRED = new Set(["join", "what", "document"]);
