import { instantOf, msOf, parseInstant } from "../time/index.ts";
import type { Running } from "./running.ts";
import type { Instant } from "./types.ts";

/** Holds (rule 11): of the run itself, and as far as this run knows of those on its person, matter, flow or firm. */

/** Whether a hold on the person, matter, flow or firm is in force now. */
export function holdInForce(run: Running): boolean {
  const { hold } = run.given;
  return hold !== undefined && hold !== null && msOf(hold.until, Number.POSITIVE_INFINITY) > run.now;
}

export function holdRun(run: Running, reason: string, by: string, until?: Instant): void {
  const since = run.state.hold?.since ?? run.at;
  const end = parseInstant(until) === null ? undefined : until;
  run.state.hold = { reason, since, by, ...(end ? { until: end } : {}) };
  run.write("held", null, { reason, by, until: end });
}

/** Lifts the run's own hold. Tokens that were to leave go now; deadlines for answers move by the hold's length. */
export function liftHold(run: Running, by?: string, why = "The hold has ended."): void {
  const { hold } = run.state;
  if (!hold) return;
  delete run.state.hold;
  run.write("resumed", null, by === undefined ? { reason: why } : { by });
  shiftGivingUp(run, msOf(run.at) - msOf(hold.since), hold.since);
  forgetKnownHold(run, hold.since);
  sendHeldBack(run);
}

/** Tokens that were to leave go now, unless something else keeps them. */
export function sendHeldBack(run: Running): void {
  if (run.held || run.state.moving) return;
  for (const token of run.state.tokens) {
    const to = token.go;
    if (to === undefined) continue;
    delete token.go;
    run.moving.push({ token, to });
  }
}

/** What the run's own hold covered is not counted twice; what a hold on the person kept back before it is counted too. */
function forgetKnownHold(run: Running, ownSince: Instant): void {
  const { heldSince } = run.state;
  if (!heldSince || holdInForce(run)) return;
  delete run.state.heldSince;
  shiftGivingUp(run, msOf(ownSince) - msOf(heldSince), heldSince);
}

/** A hold on the person, matter, flow or firm was lifted. */
export function holdLifted(run: Running, since?: Instant): void {
  const known = run.state.heldSince;
  const began = since ?? known;
  delete run.state.heldSince;
  if (began) shiftGivingUp(run, msOf(run.at) - msOf(began), began);
}

/** Deadlines for answers that were open at `from` move by so much. */
export function shiftGivingUp(run: Running, by: number, from: Instant): void {
  if (by <= 0) return;
  for (const ask of run.state.asks) {
    if (ask.giveUp && msOf(ask.giveUp) >= msOf(from)) ask.giveUp = instantOf(msOf(ask.giveUp) + by);
  }
}
