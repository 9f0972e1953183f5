import { analyse } from "./analysis.ts";
import type { Running } from "./running.ts";

/** A state stays under 8 KB (DESIGN §5): what is least likely to be needed goes first. */
export const largestState = 7_600;

const size = (value: unknown) => JSON.stringify(value).length;

export function fitInto(run: Running): void {
  const { state } = run;
  let over = size(state) - largestState;
  const { read } = analyse(run.definition);
  // Results that no step reads: records have them too.
  for (const [id, gave] of Object.entries(state.results)) {
    if (over <= 0) return;
    if (read.has(id)) continue;
    over -= size(gave) + id.length + 4;
    delete state.results[id];
  }
  // Requests given up on long ago, oldest first; an answer to one is then journaled by its record only.
  for (const ask of state.asks.filter((one) => one.gone)) {
    if (over <= 0) return;
    over -= size(ask) + 1;
    state.asks = state.asks.filter((other) => other !== ask);
  }
  // Events kept for steps to come, oldest first, but always the latest of each type.
  for (const kept of [...state.kept]) {
    if (over <= 0) return;
    if (state.kept.filter((other) => other.t === kept.t).length < 2) continue;
    over -= size(kept) + 1;
    state.kept = state.kept.filter((other) => other !== kept);
  }
}
