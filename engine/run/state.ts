import type { FactPath, StepId } from "../definition/types.ts";
import type { Monthly } from "../time/index.ts";
import type { EffectKind, Instant, Json, JsonObject, RunState, Token } from "./types.ts";

/**
 * What `engine/run` keeps in a `RunState`. All of it is plain JSON, with short names where there are many: a state stays under 8 KB.
 * Nobody outside of `engine/run` and the steps' behaviours reads these.
 */

/** Where a token is within a parallel (`b`: branch) or a repeat (`b`: iteration): the step, that step's visit, and which one. */
export interface Frame {
  s: StepId;
  v: number;
  b: number;
  /** Repeat: where the monthly waits of its body last ended. */
  keep?: Record<StepId, Monthly>;
}

/** An effect of a token or an ask, by its part. */
export interface Fx {
  s: "flight" | "later" | "held" | "left" | "failed" | "done";
  kind: EffectKind;
  /** Visit of its key. */
  v: number;
  /** Logical time it was issued at. */
  at: Instant;
  /** Latest planned time on its path (rule 7). */
  p: Instant;
  /** When to ask again. */
  u?: Instant;
  /** Why it failed. */
  r?: string;
  surely?: boolean;
}

export interface Tok extends Token {
  /** Logical time of its arrival. */
  at: Instant;
  /** Latest planned time on its path: lateness is counted from it. */
  planned: Instant;
  path?: Frame[];
  until?: Instant;
  fx?: Record<string, Fx>;
  /** Why staff are needed. */
  att?: string;
  /** Where it goes when the run's hold is lifted. */
  go?: StepId;
  /** The date it is anchored before: nothing is sent after it. */
  before?: FactPath;
  /** The wait it comes from, with nothing but sending in between. */
  from?: StepId;
  mem?: { [key: string]: Json };
}

/** Somebody asked. `asked` has no request yet, `off` was not asked after all. */
export interface Asked {
  s: "asked" | "open" | "done" | "off";
  /** Request id; none in scripts. */
  r?: string;
  /** When it was requested. */
  a?: Instant;
  /** The next reminder. */
  n?: number;
  /** Off because they were deleted: restored, they are waited for again. */
  g?: true;
  /** By how much the numbers under which reminders are sent run ahead of the schedule, since a move to another one (rule 13). */
  o?: number;
}

/** A request, which may live on beside its token (`waitFor: false`) and after it (late answers). */
export interface Ask {
  step: StepId;
  visit: number;
  planned: Instant;
  token?: string;
  giveUp?: Instant;
  to: Record<string, Asked>;
  fx?: Record<string, Fx>;
  before?: FactPath;
  att?: string;
  /** Given up or left: no more reminders, late answers are kept. */
  gone?: true;
}

/** An event kept for `waitForEvent`, with only the data conditions read. */
export interface Kept {
  n: number;
  id: string;
  t: string;
  at: Instant;
  d?: JsonObject;
  r?: string;
  c?: string;
}

export interface Inner extends RunState {
  tokens: Tok[];
  /** Set once the `start` input was taken. */
  begun?: Instant;
  /** The event that started the run: it ends no wait and reaches no goal. */
  startedBy?: string;
  tokenCount: number;
  /** Steps visited once, as a bit per step (hexadecimal, steps in alphabetical order); more often: by count. */
  once: string;
  visits: Record<StepId, number>;
  /** Events heard so far. */
  heard: number;
  kept: Kept[];
  /** Answers that came before the effect they answer had reported its id. */
  early?: Kept[];
  /** By `waitForEvent` step: how many events had been heard when it was left. */
  past: Record<StepId, number>;
  asks: Ask[];
  /** By `<parallel>.<visit>`: which branches have reached the join. */
  joins: Record<string, number[]>;
  /** What steps gave: `steps.<id>.*`. */
  results: Record<StepId, JsonObject>;
  vars?: JsonObject;
  /** Effects in flight whose token is gone: they are journaled and lead nowhere. */
  loose?: { step: StepId; part: string; fx: Fx }[];
  /** `gone`: it is about a person who was deleted; with `until`, the end (or none) of the hold that staff had put on it before. */
  hold?: { reason: string; since: Instant; until?: Instant; by: string; gone?: { until?: Instant | null } };
  /** Since when a hold on the person, matter, flow or firm is known. */
  heldSince?: Instant;
  /** No client message before this instant: the start can be undone until then. */
  quietUntil?: Instant;
  quietSeconds?: number;
  /** Scripts choose arms. */
  arms?: Record<StepId, number>;
  /** To be moved to another version as soon as nothing is in flight (rule 13). */
  moving?: { to: number; by: string; mapping: Record<StepId, StepId> };
  /** The outcome, while effects in flight still have to report. */
  ending?: { outcome: string; step?: StepId; visit?: number };
}
