import { msOf } from "../time/index.ts";
import type { Running } from "./running.ts";
import type { Kept } from "./state.ts";
import type { RunEvent } from "./types.ts";

/** A kept event as conditions see it. */
export function asEvent(kept: Kept): RunEvent {
  return {
    id: kept.id,
    type: kept.t,
    at: kept.at,
    data: kept.d ?? {},
    ...(kept.r ? { requestId: kept.r } : {}),
    ...(kept.c ? { contactId: kept.c } : {}),
  };
}

/** Oldest first, those heard after the step was left the last time. */
export function keptFor(run: Running, step: string): Kept[] {
  const from = Object.hasOwn(run.state.past, step) ? (run.state.past[step] ?? 0) : 0;
  return run.state.kept.filter((kept) => kept.n > from).sort((a, b) => msOf(a.at) - msOf(b.at) || a.n - b.n);
}
