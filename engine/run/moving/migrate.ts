import type { StepId } from "../../definition/types.ts";
import { outletsOf } from "../../steps/index.ts";
import { msOf } from "../../time/index.ts";
import { finish } from "../advance.ts";
import { inFlight } from "../effects.ts";
import { testExits } from "../ends.ts";
import { sendHeldBack } from "../holds.ts";
import { settle } from "../moves.ts";
import { Running } from "../running.ts";
import type { Inner } from "../state.ts";
import { runDue, wakeAt } from "../timers.ts";
import type { Advanced, Facts, Instant, RunState } from "../types.ts";
import { carryVisits } from "../visits.ts";
import { carryAsk } from "./asks.ts";
import { stepIn, whyNotMove } from "./refusals.ts";
import { moveToken } from "./tokens.ts";
import type { Mapping, Migrated, Move } from "./types.ts";

/** More than a state may have (DESIGN §5), after everything that can go has gone. */
const largestState = 8 * 1024;

/**
 * Moves a run to another version of its flow (rule 13): a newer one, or an older one to take a change back. Steps are found by id, removed
 * ones by the mapping. The time waited already counts, open requests are carried, events kept, visits counted on. Pure and total: nothing
 * is changed in place, nothing is thrown; what cannot be moved is refused in words.
 */
export function migrate(move: Move, state: RunState, facts: Facts, now: Instant): Migrated {
  try {
    const why = whyNotMove(move, state as Inner);
    if (why !== null) return { became: "refused", why };
    return isBusy(state) ? wait(move, copy(state), facts, now) : moved(move, copy(state), facts, now);
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error);
    return { became: "refused", why: `Firmflow could not work out how to move it (${what.slice(0, 200)}). It stays where it is.` };
  }
}

const copy = (state: RunState) => JSON.parse(JSON.stringify(state)) as Inner;

/** Whether anything is being done for the run this moment: it is settled first, under the version that asked for it. */
export function isBusy(state: RunState): boolean {
  const { tokens = [], asks = [], loose } = state as Inner;
  return (loose?.length ?? 0) > 0 || [...tokens, ...asks].some(inFlight);
}

/** The version a run is about to be moved to. */
export function movingTo(state: RunState): { to: number; by: string; mapping: Mapping } | undefined {
  return (state as Partial<Inner>).moving;
}

function wait({ from, to, by, mapping }: Move, state: Inner, facts: Facts, now: Instant): Migrated {
  const near = nearby(from.definition, state);
  state.moving = { to: to.number, by, mapping: Object.fromEntries(Object.entries(mapping).filter(([step]) => near.has(step))) };
  return { became: "waits", state, effects: [], wakeAt: wakeAt(new Running(from.definition, state, facts, msOf(now))), journal: [] };
}

/** Where its tokens can be by the time nothing is in flight: they leave their step and go no further. */
function nearby(definition: Move["from"]["definition"], state: Inner): Set<StepId> {
  const places = state.tokens.flatMap((token) => [token.step, ...(token.go === undefined ? [] : [token.go])]);
  const ways = places.flatMap((id) => {
    const step = stepIn(definition, id);
    return step ? outletsOf(step).flatMap((way) => way.to ?? []) : [];
  });
  return new Set([...places, ...ways, ...(definition.goals ?? []).map((goal) => goal.then)]);
}

function moved(move: Move, state: Inner, facts: Facts, now: Instant): Migrated {
  const { from, to, mapping, by } = move;
  const run = new Running(to.definition, state, facts, msOf(now));
  delete state.moving;
  carryVisits(from.definition, to.definition, state);
  run.write("migrated", null, { by, data: { from: from.number, to: to.number } });
  for (const token of [...state.tokens]) moveToken(run, from.definition, token, mapping);
  for (const ask of [...state.asks]) carryAsk(run, from.definition, ask);
  if (!testExits(run)) {
    settle(run);
    if (!run.held) runDue(run, run.now, true);
  }
  const advanced = finish(run);
  if (JSON.stringify(advanced.state).length > largestState)
    return { became: "refused", why: "This run carries too much with it to be moved. It stays where it is." };
  return { became: "moved", ...advanced };
}

/** A move that waited and then was not possible after all: the run goes on in the version it is on. */
export function abandonMove({ from, to }: Pick<Move, "from" | "to">, state: RunState, facts: Facts, now: Instant, why: string): Advanced {
  const run = new Running(from.definition, copy(state), facts, msOf(now));
  delete run.state.moving;
  run.write("failed", null, { reason: `Not moved to version ${to.number}: ${why}` });
  sendHeldBack(run);
  settle(run);
  return finish(run);
}
