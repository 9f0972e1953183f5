import { clock, runScope, type Scope, type Stored } from "../domain/base/index.ts";
import type { Published } from "../domain/flows/index.ts";
import { type AdvanceAnswer, type RunRecord, recordAdvance } from "../domain/runs/index.ts";
import { advance, type Facts, type Input, type RunState } from "../engine/run/index.ts";

/** In whose name a run acts; its events carry the runs that led to it. */
export const scopeOf = (run: Pick<Stored<RunRecord>, "_id" | "firmId" | "flowName" | "causes">): Scope =>
  runScope(run.firmId, run._id, run.flowName, run.causes);

export interface Taking {
  run: Parameters<typeof scopeOf>[0];
  version: Published;
  facts: Facts;
  state: RunState;
  input: Input;
  inputId: string;
  /** How many inputs were taken before this one. */
  tick: number;
  /** The server's time in milliseconds where it is known: its clock may be a little ahead of this machine's. */
  now?: number;
}

/** Has a run take an input: the engine decides, and what came of it is written down once. Told what was taken instead, if something was. */
export async function takeInput({ run, version, facts, state, input, inputId, tick, now = 0 }: Taking): Promise<AdvanceAnswer> {
  const at = new Date(Math.max(now, clock.now().getTime())).toISOString();
  const advanced = advance(version.definition, state, input, facts, at);
  const taken = await recordAdvance(scopeOf(run), { runId: run._id, tick, took: inputId, advanced });
  return { took: taken.took, ...taken.advanced };
}
