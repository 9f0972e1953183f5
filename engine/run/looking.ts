import { behaviourOf } from "./kinds/index.ts";
import type { Running } from "./running.ts";

/** Facts are read anew at each input: waits on dates and on conditions look whether theirs changed. */
export function lookAround(run: Running): void {
  for (const token of [...run.state.tokens]) {
    const step = run.step(token.step);
    if (!step || token.att || token.go !== undefined || run.moving.some((one) => one.token === token)) continue;
    behaviourOf(step)?.look?.(run, token, step);
  }
}
