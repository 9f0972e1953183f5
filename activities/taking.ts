import { clock, runScope, type Scope, type Stored } from "../domain/base/index.ts";
import type { Published } from "../domain/flows/index.ts";
import { type AdvanceAnswer, type MoveRequest, type RunRecord, recordAdvance } from "../domain/runs/index.ts";
import { advance, type Facts, type Input, type RunState } from "../engine/run/index.ts";
import { moveIfSettled, moveNow, type Outcome } from "./moving.ts";

/** In whose name a run acts; its events carry the runs that led to it. */
export const scopeOf = (run: Pick<Stored<RunRecord>, "_id" | "firmId" | "flowName" | "causes">): Scope =>
  runScope(run.firmId, run._id, run.flowName, run.causes);

export interface Taking {
  /** As it was read at this tick, with what it took last. */
  run: Stored<RunRecord>;
  version: Published;
  facts: Facts;
  state: RunState;
  inputId: string;
  /** How many inputs were taken before this one. */
  tick: number;
  /** The server's time in milliseconds where it is known: its clock may be a little ahead of this machine's. */
  now?: number;
}

/** Has a run take an input: the engine decides, and what came of it is written down once. Told what was taken instead, if something was. */
export function takeInput(taking: Taking & { input: Input }): Promise<AdvanceAnswer> {
  const { run, version, facts, state, input } = taking;
  return write(taking, (at) => moveIfSettled(run, version, advance(version.definition, state, input, facts, at), { facts, at }));
}

/** Has a run move to another version of its flow, or say why it cannot. */
export function takeMove(taking: Taking & { move: MoveRequest & { by: string } }): Promise<AdvanceAnswer> {
  const { run, version, facts, state, move } = taking;
  return write(taking, (at) => moveNow(run, version, move, { state, facts, at }));
}

async function write({ run, inputId, tick, now = 0 }: Taking, decided: (at: string) => Promise<Outcome>): Promise<AdvanceAnswer> {
  const outcome = await decided(new Date(Math.max(now, clock.now().getTime())).toISOString());
  const taken = await recordAdvance(scopeOf(run), { runId: run._id, tick, took: inputId, before: run, ...outcome });
  return { took: taken.took, ...taken.advanced };
}
