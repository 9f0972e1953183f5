import type { StepId } from "../../definition/types.ts";
import { behaviourOf } from "../kinds/index.ts";
import { position } from "../positions.ts";
import type { Facts, Instant, RunState } from "../types.ts";
import { migrate } from "./migrate.ts";
import { stepIn, targetOf } from "./refusals.ts";
import type { Move } from "./types.ts";

/** What a move would do at one place a run is at. */
export interface Foreseen {
  step: StepId;
  /** Where it is afterwards, or would go. */
  to: StepId;
  /** `goesOn`: waits on as before. `atOnce`: its wait is over by the new version. `arrives`: begins anew at the chosen step. */
  became: "goesOn" | "atOnce" | "arrives" | "waits" | "refused";
  /** Until when it waits afterwards, where that is known. */
  until?: Instant;
  why?: string;
  /** Messages to the client that would go out at once, by step. */
  sends: StepId[];
}

/** Runs the move and throws its result away: what would happen, by place. Messages are told with the first place of a run. */
export function foresee(move: Move, state: RunState, facts: Facts, now: Instant): Foreseen[] {
  const result = migrate(move, state, facts, now);
  const places = position(state).filter((place) => state.tokens.some((token) => token.id === place.token));
  const to = (step: StepId) => targetOf(move.mapping, step);
  if (result.became === "refused") return places.map(({ step }) => ({ step, to: to(step), became: "refused", why: result.why, sends: [] }));
  if (result.became === "waits") return places.map(({ step }) => ({ step, to: to(step), became: "waits", sends: [] }));
  const after = new Map(position(result.state).map((place) => [place.token, place]));
  const sends = result.effects
    .filter((effect) => effect.kind === "remind" || toClient(move, effect.key.step))
    .map((effect) => effect.key.step);
  const begun = new Set(result.journal.filter((line) => line.what === "migrated" && line.step).map((line) => line.step));
  const woken = new Set(result.journal.filter((line) => ["woke", "timedOut", "gaveUp"].includes(line.what)).map((line) => line.step));
  return places.map(({ step, token }, index) => {
    const place = after.get(token);
    const stayed = place?.step === to(step);
    const became =
      woken.has(to(step)) || !stayed
        ? begun.has(step)
          ? "arrives"
          : "atOnce"
        : begun.has(step) && sends.length > 0
          ? "arrives"
          : "goesOn";
    return {
      step,
      to: place?.step ?? to(step),
      became,
      ...(place?.until ? { until: place.until } : {}),
      sends: index === 0 ? sends : [],
    };
  });
}

function toClient({ to }: Move, id: StepId): boolean {
  return behaviourOf(stepIn(to.definition, id))?.toClient === true;
}
