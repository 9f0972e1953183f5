import { canonicalJson } from "../../definition/hash.ts";
import type { Definition, StepId } from "../../definition/types.ts";
import { framesOf, insideOf } from "../regions.ts";
import type { Frame } from "../state.ts";

/**
 * Regions (parallels and repeats) in two versions. A token inside one counts on what it is made of: its branches in their order, the
 * join they meet at, and which steps are in which of them. Fields of those steps and the ways between them may change.
 */

/** What a region is made of; null where the step is no region. */
export function shapeOf(definition: Definition, owner: StepId): string | null {
  const step = Object.hasOwn(definition.steps, owner) ? definition.steps[owner] : undefined;
  if (step?.kind !== "parallel" && step?.kind !== "repeat") return null;
  const inside = insideOf(definition, owner).map((steps) =>
    [...steps].sort().map((id) => [id, framesOf(definition, id).map((region) => `${region.step}/${region.branch ?? ""}`)]),
  );
  return canonicalJson({ kind: step.kind, join: step.kind === "parallel" ? step.join : null, inside });
}

/** The regions a token is in whose shape is another one in the new version. */
export function reshaped(from: Definition, to: Definition, path: Frame[]): StepId | undefined {
  return path.find((frame) => shapeOf(from, frame.s) !== shapeOf(to, frame.s))?.s;
}

/** Whether a step is exactly within these regions, and in these branches of them. */
export function isWithin(definition: Definition, step: StepId, path: Frame[]): boolean {
  const regions = framesOf(definition, step);
  return (
    regions.length === path.length &&
    regions.every((region, depth) => region.step === path[depth]?.s && (region.branch === null || region.branch === path[depth]?.b))
  );
}
