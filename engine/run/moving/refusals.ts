import type { Definition, Step, StepId } from "../../definition/types.ts";
import { framesOf } from "../regions.ts";
import type { Inner, Tok } from "../state.ts";
import { isWithin, reshaped } from "./shapes.ts";
import type { Mapping, Move } from "./types.ts";

/** Why a run cannot be moved like this, as a sentence for staff; null when it can. */
export function whyNotMove(move: Move, state: Inner): string | null {
  const { from, to } = move;
  if (state.status === "ended" || state.ending !== undefined) return "This run has ended.";
  return whyNotVersions(move) ?? state.tokens.map((token) => whyNotToken(from.definition, to, token, move.mapping)).find(Boolean) ?? null;
}

/** What is wrong with the move for whomever it is. */
export function whyNotVersions({ from, to, mapping }: Move): string | null {
  if (from.number === to.number) return `This run is already on version ${to.number}.`;
  if (from.definition.key !== to.definition.key) return `Version ${to.number} belongs to another flow (“${to.definition.key}”).`;
  if (from.definition.subject !== to.definition.subject)
    return `Version ${to.number} is about a ${to.definition.subject}, version ${from.number} about a ${from.definition.subject}: nobody can be moved between them.`;
  for (const [step, target] of Object.entries(mapping)) {
    if (stepIn(to.definition, target)) continue;
    return `Version ${to.number} has no step “${target}”. Choose another step for those at ${called(from.definition, step)}.`;
  }
  return null;
}

/** A token about to leave is asked for by where it goes. */
function whyNotToken(from: Definition, to: Move["to"], token: Tok, mapping: Mapping): string | null {
  const place = token.go ?? token.step;
  const target = targetOf(mapping, place);
  const path = token.path ?? [];
  if (!stepIn(to.definition, target))
    return `It stands at ${called(from, place)}, which version ${to.number} does not have. Choose where those there go.`;
  const region = reshaped(from, to.definition, path);
  if (region !== undefined)
    return `It is inside ${called(from, region)}, whose steps are arranged differently in version ${to.number}. It can be moved once it has left it.`;
  // On its way within a region of the same shape, it goes where it was going.
  if (token.go !== undefined && path.length > 0) return target === place ? null : insideOnly(from, place);
  if (isWithin(to.definition, target, path) || (target === place && framesOf(from, place).length !== path.length)) return null;
  if (path.length > 0) return insideOnly(from, place);
  const around = framesOf(to.definition, target)[0]?.step ?? target;
  return `${called(to.definition, target)} is inside ${called(to.definition, around)} in version ${to.number}. Choose a step before or after it for those at ${called(from, place)}.`;
}

function insideOnly(from: Definition, place: StepId): string {
  return `It is at ${called(from, place)}, inside a parallel or repeat: it can only go on at that very step.`;
}

export function targetOf(mapping: Mapping, step: StepId): StepId {
  return Object.hasOwn(mapping, step) ? (mapping[step] ?? step) : step;
}

export function stepIn(definition: Definition, id: StepId): Step | undefined {
  return Object.hasOwn(definition.steps, id) ? definition.steps[id] : undefined;
}

export const called = (definition: Definition, id: StepId): string => `“${stepIn(definition, id)?.name?.trim() || id}”`;
