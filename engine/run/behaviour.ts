import type { Condition, StepId, StepKindName, StepOf } from "../definition/types.ts";
import type { Wanted } from "./effects.ts";
import type { Running } from "./running.ts";
import type { Tok } from "./state.ts";
import type { Command, EffectResult, Instant, JournalWhat, JsonObject, RunEvent } from "./types.ts";

export type Done = Extract<EffectResult, { status: "done" }>;
export type Completion = Extract<Command, { do: "complete" }>;

/** An event a step waits for, and the outlet it leads to. */
export interface Awaited {
  event: string;
  where?: Condition;
  outlet: string;
}

/**
 * What a step does. A behaviour only says what happens at its own step and which way a token leaves; time, effects, holds, goals and the
 * journal's numbering are `engine/run`'s. It changes nothing but through `run`.
 */
export interface StepBehaviour<K extends StepKindName = StepKindName> {
  /** A token arrived (or staff retried what could not go on). */
  arrive(run: Running, token: Tok, step: StepOf<K>): void;
  /** The visit a token only comes back to: no new one is counted. Null when it is a new visit. */
  sameVisit?(run: Running, token: Tok): number | null;
  /** An event reached the run while a token stands here. */
  hear?(run: Running, token: Tok, step: StepOf<K>, event: RunEvent): void;
  /** `token.until` is reached. */
  due?(run: Running, token: Tok, step: StepOf<K>): void;
  /** Facts were read anew while a token stands here. */
  look?(run: Running, token: Tok, step: StepOf<K>): void;
  /** When facts are to be read anew though nothing happens. */
  looksAgain?(token: Tok): Instant | undefined;
  /** The run was moved to another version, in which this step is where the token stands: what it waits for is planned anew (rule 13). */
  moved?(run: Running, token: Tok, step: StepOf<K>): void;
  /** Event types a run listens for because of this step, besides those of `awaits`. */
  listens?(step: StepOf<K>): string[];
  /** Events this step takes from those heard since the run began (rule 4). */
  awaits?(step: StepOf<K>): Awaited[];
  /** What it needs of other steps' results, as [step, name]. */
  needs?(step: StepOf<K>): [StepId, string][];
  /** The effects of a visit, from fresh facts; or why there can be none, in words. */
  wanted?(run: Running, token: Tok, step: StepOf<K>): Wanted[] | string;
  /** Its effects are messages to a client: holds, consent, lateness and windows apply (rules 7, 8, 11, 17). */
  toClient?: true;
  /** The journal's word for an effect of this step that was carried out, and what it says about it. */
  says?: JournalWhat;
  /** An effect was carried out; its result is already journaled. */
  done?(run: Running, token: Tok, step: StepOf<K>, result: Done, part: string): void;
  /** Every effect of this visit was carried out or decided against. Without it, the token leaves by `next`. */
  settled?(run: Running, token: Tok, step: StepOf<K>): void;
  /** Staff complete what is waited for as the client or colleague would have (rule 15). False when there is nothing to complete. */
  complete?(run: Running, token: Tok, step: StepOf<K>, command: Completion, by: string): boolean;
}

/** What of an effect's result goes into the journal: ids and short values. */
export function journalData(data: JsonObject | undefined): JsonObject | undefined {
  if (!data) return undefined;
  const short: JsonObject = {};
  let count = 0;
  for (const [key, value] of Object.entries(data)) {
    const plain = typeof value === "number" || typeof value === "boolean" || (typeof value === "string" && value.length <= 200);
    if (plain && count < 12) {
      short[key] = value;
      count++;
    }
  }
  return count > 0 ? short : undefined;
}
