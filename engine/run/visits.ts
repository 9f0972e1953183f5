import type { Definition, StepId } from "../definition/types.ts";
import { analyse } from "./analysis.ts";
import type { Inner } from "./state.ts";

/** How often steps were visited. Most are visited once: those take one bit each, so that a run through 500 steps stays small. */

export function visitsOf(definition: Definition, state: Inner, step: StepId): number {
  const counted = Object.hasOwn(state.visits, step) ? state.visits[step] : undefined;
  if (counted !== undefined) return counted;
  return bitAt(state.once, analyse(definition).places.get(step)) ? 1 : 0;
}

/** Counts a visit and gives its number. */
export function countVisit(definition: Definition, state: Inner, step: StepId): number {
  const visit = visitsOf(definition, state, step) + 1;
  const place = analyse(definition).places.get(step);
  if (visit === 1 && place !== undefined) state.once = withBit(state.once, place);
  else state.visits[step] = visit;
  return visit;
}

/**
 * Visits carried to another version, whose steps have other places. Those of steps it no longer has are kept: should the run move back,
 * they count on, so that no effect is ever issued under the key of an earlier one.
 */
export function carryVisits(from: Definition, to: Definition, state: Inner): void {
  const counts = [...new Set([...analyse(from).places.keys(), ...Object.keys(state.visits)])].map((step): [StepId, number] => [
    step,
    visitsOf(from, state, step),
  ]);
  state.once = "";
  state.visits = {};
  for (const [step, count] of counts) {
    const place = analyse(to).places.get(step);
    if (count === 1 && place !== undefined) state.once = withBit(state.once, place);
    else if (count > 0) state.visits[step] = count;
  }
}

function digit(bits: string, index: number): number {
  const value = Number.parseInt(bits[index] ?? "0", 16);
  return Number.isNaN(value) ? 0 : value;
}

function bitAt(bits: string, place: number | undefined): boolean {
  return place !== undefined && (digit(bits, place >> 2) & (1 << (place & 3))) !== 0;
}

function withBit(bits: string, place: number): string {
  const index = place >> 2;
  const padded = bits.padEnd(index + 1, "0");
  return padded.slice(0, index) + (digit(padded, index) | (1 << (place & 3))).toString(16) + padded.slice(index + 1);
}
