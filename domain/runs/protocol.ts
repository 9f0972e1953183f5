import type { Mapping } from "../../engine/run/moving/types.ts";
import type { Command, Effect, EffectResult, Instant, RunState, RunStatus } from "../../engine/run/types.ts";

/** What crosses between the shell, its activities and those who signal it: ids and state, no client data. */

/** An input as it waits in a run's queue. Its id makes sure that it is taken once, whatever is retried. */
export interface Queued {
  id: string;
  input: QueuedInput;
}
export type QueuedInput =
  | { type: "start" }
  /** The event itself is read where it is used. */
  | { type: "event"; eventId: string }
  | { type: "timer" }
  | { type: "effect"; key: Effect["key"]; result: EffectResult }
  | { type: "command"; command: Command; by: string; at: Instant }
  | { type: "released"; at: Instant; since?: Instant }
  /** To another version of its flow (rule 13). */
  | ({ type: "move"; by: string } & MoveRequest)
  /** The firm's holidays, hours or zone changed. */
  | { type: "calendar"; at: Instant };

export interface RunFlowInput {
  firmId: string;
  runId: string;
  flowKey: string;
  settings?: ShellSettings;
  /** Where a run stands that goes on after continue-as-new. */
  carried?: Carried;
}
export interface ShellSettings {
  /** Continues as new after so many history events, besides when the server suggests it. For tests. */
  continueAfterEvents?: number;
  /** And after so many Updates; 1,000 unless told. */
  continueAfterUpdates?: number;
}
export interface Carried {
  tick: number;
  state: RunState | null;
  wakeAt: Instant | null;
  queue: Queued[];
  taken: string[];
  releases: string[];
}

/** The local activity `advance`: one input taken. */
export interface AdvanceRequest {
  firmId: string;
  runId: string;
  flowKey: string;
  /** How many inputs the run has taken so far. */
  tick: number;
  state: RunState | null;
  queued: Queued;
  /** The workflow's own time in milliseconds: the clock of the server. */
  now: number;
}
export interface AdvanceAnswer {
  /** The input that was taken: another one than asked for when an attempt before this one had taken that already. */
  took: string;
  state: RunState;
  effects: Effect[];
  wakeAt: Instant | null;
  /** What became of a move, where this input was one or let one that waited happen. */
  moved?: MoveAnswer;
}

export interface EffectRequest {
  firmId: string;
  runId: string;
  flowKey: string;
  effect: Effect;
  /** How many inputs the run had taken when it asked for this. */
  tick: number;
  /** The id under which the result is an input of the run. */
  inputId: string;
}
/** What an effect came to. While nothing else has reached the run, its activity has the run take the result as well. */
export interface EffectAnswer {
  result: EffectResult;
  advanced?: AdvanceAnswer;
}

/** What an Update is answered with. */
export interface CommandAnswer {
  status: RunStatus;
  outcome?: string;
}
export type CommandName = Command["do"];

/** The Update `move`: to which version of its flow, and where those at removed steps go. */
export interface MoveRequest {
  to: number;
  mapping: Mapping;
}
/** `waits`: it moves by itself as soon as what is being done for it is settled. `version`: the one it is on now. */
export interface MoveAnswer {
  became: "moved" | "waits" | "refused";
  version: number;
  why?: string;
}

/** Answer of the query `state`. */
export interface StateAnswer {
  tick: number;
  state: RunState | null;
  wakeAt: Instant | null;
  waiting: number;
  inFlight: number;
}

export interface RunFlowResult {
  outcome: string;
}
