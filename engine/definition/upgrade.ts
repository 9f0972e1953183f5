import { FORMAT } from "./envelope.ts";
import { isRecord } from "./flow.ts";

/**
 * From each older format to the one after it, the oldest first: a pure function that is never changed once it shipped. It also gets the
 * steps of drawings, which are without the ways out of them (those are lines), so it changes what is there and misses nothing.
 */
export type Upgrades = Record<string, (definition: Record<string, unknown>) => unknown>;

/** No format has shipped but firmflow/1. Each that did is kept as an example in `formats/`, and must be read for ever. */
const known: Upgrades = {};

const MOMENT = /^\d{4}-\d\d-\d\dT/;

/** A wait for a moment may be written as `at` where that is its only end; it is kept as `instant`, so that `at` is always a time of day. */
function withMoments(definition: Record<string, unknown>): Record<string, unknown> {
  const { steps } = definition;
  if (!isRecord(steps)) return definition;
  if (!Object.values(steps).some(endsAtMoment)) return definition;
  const read = Object.entries(steps).map(([id, step]) => {
    if (!endsAtMoment(step)) return [id, step];
    const { at, ...rest } = step;
    return [id, { ...rest, instant: at }];
  });
  return { ...definition, steps: Object.fromEntries(read) };
}

function endsAtMoment(step: unknown): step is Record<string, unknown> {
  if (!isRecord(step) || step["kind"] !== "wait" || typeof step["at"] !== "string" || !MOMENT.test(step["at"])) return false;
  return ["for", "field", "instant"].every((end) => step[end] === undefined);
}

/**
 * Brings a definition of an older format to the present one; anything else comes back as it is, for `validate` to judge. Whatever is read
 * goes through here, wherever it was kept: files, what is pasted, the API, and the versions and drafts in the database.
 */
export function upgrade(definition: unknown, upgrades: Upgrades = known): unknown {
  let current = definition;
  for (let turns = 0; isRecord(current) && current["format"] !== FORMAT && turns < 100; turns++) {
    const format = current["format"];
    const next = typeof format === "string" && Object.hasOwn(upgrades, format) ? upgrades[format] : undefined;
    if (!next) return current;
    current = next(current);
  }
  return isRecord(current) ? withMoments(current) : current;
}
