import { MINUTE, msOf } from "../time/index.ts";
import { isRequest } from "./answers.ts";
import { logicalTime } from "./clock.ts";
import { issue } from "./effects.ts";
import { endWithoutThem } from "./ends.ts";
import { holdInForce, liftHold, shiftGivingUp } from "./holds.ts";
import { behaviourOf } from "./kinds/index.ts";
import { reissue, settle } from "./moves.ts";
import { askWanted } from "./requests/asking.ts";
import { giveUp, nextReminder, remind, remindWanted } from "./requests/reminding.ts";
import type { Running } from "./running.ts";
import type { Ask, Fx, Tok } from "./state.ts";
import type { Instant } from "./types.ts";

/** Everything that waits for a moment: the earliest wakes the run; several at once go in their order of time, then of tokens. */

interface Due {
  at: Instant;
  go(): void;
}

/** More than this in one call means that something wakes itself without end. */
const mostAtOnce = 5000;

/** Does what is due: up to and with `upTo` (milliseconds), or before it. */
export function runDue(run: Running, upTo: number, inclusive: boolean): void {
  for (let count = 0; count < mostAtOnce && !run.ended; count++) {
    const next = earliest(run);
    if (!next) return;
    const ms = msOf(next.at);
    if (inclusive ? ms > upTo : ms >= upTo) return;
    run.at = logicalTime(next.at, run.now);
    next.go();
    settle(run);
  }
}

/** When the run wants to be woken next. */
export function wakeAt(run: Running): Instant | null {
  return run.ended ? null : (earliest(run)?.at ?? null);
}

function earliest(run: Running): Due | undefined {
  let first: Due | undefined;
  for (const due of dues(run)) if (!first || msOf(due.at) < msOf(first.at)) first = due;
  return first;
}

function dues(run: Running): Due[] {
  const { hold } = run.state;
  // A held run sleeps until its hold ends by itself; nothing falls due meanwhile.
  if (hold) return hold.until ? [{ at: hold.until, go: () => (hold.gone ? endWithoutThem(run) : resume(run)) }] : [];
  return [...run.state.tokens.flatMap((token) => tokenDues(run, token)), ...run.state.asks.flatMap((ask) => askDues(run, ask))];
}

/** Lifts the run's own hold, and asks again for what it held back. */
export function resume(run: Running, by?: string, why?: string): void {
  liftHold(run, by, why);
  reaskHeld(run);
}

function tokenDues(run: Running, token: Tok): Due[] {
  const due: Due[] = pending(token.fx).map(([part, at]) => ({ at, go: () => reissue(run, token, part) }));
  const { until, att, go } = token;
  if (until && !att) due.push({ at: until, go: () => wake(run, token) });
  const step = run.step(token.step);
  const behaviour = behaviourOf(step);
  const again = att || go !== undefined ? undefined : behaviour?.looksAgain?.(token);
  if (step && again) due.push({ at: again, go: () => behaviour?.look?.(run, token, step) });
  return due;
}

function wake(run: Running, token: Tok): void {
  const step = run.step(token.step);
  const behaviour = behaviourOf(step);
  if (!step || !behaviour?.due) {
    delete token.until;
    return;
  }
  const planned = token.until;
  // Dates may have moved while nobody looked.
  behaviour.look?.(run, token, step);
  if (run.moving.some((one) => one.token === token) || token.att || token.until !== planned) return;
  token.planned = token.until ?? run.at;
  behaviour.due(run, token, step);
}

function askDues(run: Running, ask: Ask): Due[] {
  const step = run.step(ask.step);
  if (!isRequest(step)) return [];
  const due: Due[] = pending(ask.fx).map(([part, at]) => ({ at, go: () => reaskPart(run, ask, part) }));
  if (ask.gone) return due;
  for (const [contactId, person] of Object.entries(ask.to)) {
    const at = nextReminder(run, step, person);
    if (at) due.push({ at, go: () => remind(run, ask, step, contactId) });
  }
  // While nothing may leave, the client is not given up on: the deadline moves when the hold is lifted (rule 7).
  const { giveUp: deadline } = ask;
  if (deadline && !run.state.heldSince) due.push({ at: deadline, go: () => deadlineReached(run, ask) });
  return due;
}

function deadlineReached(run: Running, ask: Ask): void {
  if (holdInForce(run)) run.state.heldSince = run.given.hold?.since ?? run.at;
  else giveUp(run, ask);
}

/** Effects to be asked for again, with when. */
function pending(fx: Record<string, Fx> | undefined): [string, Instant][] {
  return Object.entries(fx ?? {}).flatMap(([part, one]): [string, Instant][] =>
    one.u && (one.s === "later" || one.s === "held" || one.s === "left") ? [[part, one.u]] : [],
  );
}

/** Asks again for an effect that was put off, held back or left: `released` for those held without an end. */
export function reaskHeld(run: Running): void {
  for (const token of [...run.state.tokens]) for (const part of withState(token.fx, "held")) reissue(run, token, part);
  for (const ask of [...run.state.asks]) for (const part of withState(ask.fx, "held")) reaskPart(run, ask, part);
}

/** What was put off until a window opens: it may open earlier now, or later. Not what can still be undone, nor anything in a held run. */
export function reaskLater(run: Running): void {
  if (run.held) return;
  const putOff = (fx: Record<string, Fx> | undefined) => withState(fx, "later").filter((part) => fx?.[part]?.u !== run.state.quietUntil);
  for (const token of [...run.state.tokens]) for (const part of putOff(token.fx)) reissue(run, token, part);
  for (const ask of [...run.state.asks]) for (const part of putOff(ask.fx)) reaskPart(run, ask, part);
}

/** Effects given up for an event that then changed nothing. */
export function reaskLeft(run: Running): void {
  for (const token of [...run.state.tokens]) for (const part of withState(token.fx, "left")) reissue(run, token, part);
  for (const ask of [...run.state.asks]) for (const part of withState(ask.fx, "left")) reaskPart(run, ask, part);
}

function withState(fx: Record<string, Fx> | undefined, state: Fx["s"]): string[] {
  return Object.entries(fx ?? {}).flatMap(([part, one]) => (one.s === state ? [part] : []));
}

export function reaskPart(run: Running, ask: Ask, part: string): void {
  const step = run.step(ask.step);
  const [what, ...rest] = part.split(":");
  const fx = ask.fx?.[part];
  if (!isRequest(step) || !fx) return;
  if (what === "ask") issue(run, ask, { ...askWanted(run, step, ask, rest.join(":")), visit: fx.v, planned: fx.p });
  else if (what === "remind") issue(run, ask, { ...remindWanted(ask, step, rest.slice(1).join(":"), Number(rest[0])), planned: fx.p });
  else delete ask.fx?.[part];
}

/** An outage is noticed by the first timer that comes too late: deadlines move by what was lost (rule 7). */
export function allowForOutage(run: Running): void {
  const first = earliest(run);
  if (!first || run.held) return;
  const lost = run.now - msOf(first.at);
  if (lost > MINUTE) shiftGivingUp(run, lost, first.at);
}
