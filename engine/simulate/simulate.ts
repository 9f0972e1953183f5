import type { Definition, StepId } from "../definition/types.ts";
import type { Instant, JsonObject } from "../run/index.ts";
import { after, instantOf, msOf } from "../time/index.ts";
import { reachable, readFacts } from "./facts.ts";
import { type Happening, play, type Simulation } from "./play.ts";

/** A script (DESIGN §10): who it is about, what happens when. */
export interface Script {
  start: Instant;
  firm?: JsonObject;
  facts?: JsonObject;
  happenings?: Happening[];
  until?: Instant;
  /** Which arm each `split` takes. */
  split?: Record<StepId, number>;
}

/** How long a simulation without `until` goes on. */
export const usualSpan = "P2Y";

/** Plays a script. Effects take no time and succeed unless a happening says otherwise. */
export function simulate(definition: Definition, script: Script): Simulation {
  const begins = msOf(script.start);
  return play(definition, {
    start: instantOf(begins),
    until: script.until ?? instantOf(after(begins, usualSpan, "UTC") ?? begins),
    facts: reachable(readFacts(script.firm, script.facts)),
    happenings: script.happenings ?? [],
    ...(script.split ? { arms: script.split } : {}),
  });
}
