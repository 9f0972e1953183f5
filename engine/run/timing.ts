import { readPath } from "../conditions/index.ts";
import type { Wait } from "../definition/types.ts";
import {
  dayOfMonth,
  endOf,
  holidaysOf,
  instantOf,
  laterOf,
  localText,
  type Monthly,
  msOf,
  planWait,
  readDate,
  type WaitPlan,
} from "../time/index.ts";
import type { Running } from "./running.ts";
import type { Frame, Tok } from "./state.ts";
import { waited } from "./waiting.ts";

/** The `wait` step: planned on arrival, planned again when its date moves (rule 6), keeping the first day in a repeat. */

export function arriveWaiting(run: Running, token: Tok, step: Wait): void {
  const last = repeatFrame(run, token)?.keep?.[token.step];
  const monthly = token.from === token.step ? last : undefined;
  token.mem = monthly ? { monthly: { ...monthly } } : {};
  const arrival = step.for === undefined ? msOf(run.at) : msOf(token.at);
  const plan = planned(run, token, step, arrival);
  if (plan.kind !== "until") {
    cannotWait(run, token, step, plan);
    return;
  }
  keepDay(run, token, step, plan);
  if (plan.until <= msOf(run.at)) {
    wake(run, token, step);
    return;
  }
  waitUntil(token, plan);
  run.write("waiting", token, { until: token.until });
}

/** In a repeat the first day of monthly waits is kept: the 31st, not the 28th from then on. */
function keepDay(run: Running, token: Tok, step: Wait, plan: Extract<WaitPlan, { kind: "until" }>): void {
  const frame = repeatFrame(run, token);
  if (!frame || step.for === undefined) return;
  const zone = run.zone();
  const monthly = token.mem?.["monthly"] as Monthly | undefined;
  const day = monthly?.day ?? dayOfMonth(msOf(token.at), zone);
  frame.keep = { ...frame.keep, [token.step]: { day, last: localText(plan.planned, zone) } };
}

function planned(run: Running, token: Tok, step: Wait, arrival: number): WaitPlan {
  const value = step.field === undefined ? undefined : readPath(run.facts(), step.field);
  const monthly = token.mem?.["monthly"] as Monthly | undefined;
  return planWait(step, { arrival, zone: run.zone(), holidays: holidaysOf(run.given.firm?.holidays), value, monthly });
}

function waitUntil(token: Tok, plan: Extract<WaitPlan, { kind: "until" }>): void {
  token.until = instantOf(plan.until);
  const { over: _over, ...mem } = token.mem ?? {};
  token.mem = { ...mem, planned: instantOf(plan.planned) };
}

/** A missing or past date never falls through silently: by its outlet, or to staff. */
function cannotWait(run: Running, token: Tok, step: Wait, plan: Exclude<WaitPlan, { kind: "until" }>): void {
  const field = step.field === undefined ? "Its moment" : `“${step.field}”`;
  if (plan.kind === "unusable") {
    run.attention(token, `This wait cannot be planned: ${plan.why}. Correct it, then retry, skip or jump.`);
    return;
  }
  const [outlet, to, reason] =
    plan.kind === "missing"
      ? (["onMissing", step.onMissing, `${field} has no date.`] as const)
      : (["onPast", step.onPast, `${field} is already past (${instantOf(plan.planned)}).`] as const);
  if (!to) {
    run.attention(token, `${reason} Enter a date and retry, or skip, jump or cancel.`);
    return;
  }
  run.write("woke", token, { reason, to });
  waited(token, run.at);
  run.leave(token, outlet);
}

/** Facts were read anew: a date that changed is planned again, a wait already over is not. */
export function lookAtDate(run: Running, token: Tok, step: Wait): void {
  if (!token.until) return;
  const plan = planned(
    run,
    token,
    step,
    step.for === undefined && step.field === undefined ? msOf(token.at) : arrivalFor(run, token, step),
  );
  const before = token.mem?.["planned"];
  if (plan.kind === "until" && (instantOf(plan.until) === token.until || instantOf(plan.until) === token.mem?.["over"])) return;
  if (plan.kind === "past" && instantOf(plan.planned) === before) return;
  if (plan.kind !== "until") {
    run.write("replanned", token, { reason: plan.kind === "past" ? "The date moved into the past." : "The date is gone." });
    delete token.until;
    cannotWait(run, token, step, plan);
    return;
  }
  waitUntil(token, plan);
  run.write("replanned", token, { until: token.until });
  if (plan.until <= msOf(run.at)) wake(run, token, step);
}

/**
 * The run moved to another version. The time waited already counts; a wait shortened into the past is due now, not late (rule 13). Only
 * when the date it was to come before is gone as well is it past.
 */
export function planAnew(run: Running, token: Tok, step: Wait): void {
  const before = token.until;
  if (before === undefined) return;
  const plan = planned(run, token, step, msOf(token.at));
  const over = plan.kind === "until" ? plan.until <= run.now : plan.kind === "past" && !dateIsGone(run, step);
  if (!over && plan.kind !== "until") {
    delete token.until;
    cannotWait(run, token, step, plan);
    return;
  }
  if (plan.kind === "until") {
    keepDay(run, token, step, plan);
    waitUntil(token, plan);
  }
  if (over) {
    token.until = instantOf(run.now);
    // Looked at again before it wakes, it is not planned into the past.
    if (plan.kind === "until") token.mem = { ...token.mem, over: instantOf(plan.until) };
    else if (plan.kind === "past") token.mem = { ...token.mem, planned: instantOf(plan.planned) };
  }
  if (token.until !== before) run.write("replanned", token, { until: token.until });
}

function dateIsGone(run: Running, step: Wait): boolean {
  if (step.field === undefined || step.before === undefined) return false;
  const date = endOf(readDate(readPath(run.facts(), step.field), run.zone()), run.zone());
  return date !== null && date < run.now;
}

/** A duration counts from the arrival; a date is past when it is before now. */
function arrivalFor(run: Running, token: Tok, step: Wait): number {
  return step.field === undefined ? msOf(token.at) : msOf(run.at);
}

export function wake(run: Running, token: Tok, step: Wait): void {
  const keeps = repeatFrame(run, token) !== undefined && step.for !== undefined;
  run.write("woke", token);
  const { before } = token;
  const reached = token.until ?? run.at;
  waited(token, laterOf(token.planned, reached));
  // A window alone changes nothing about the date a message is anchored before.
  if (step.field !== undefined && step.before !== undefined) token.before = step.field;
  else if (step.for === undefined && step.field === undefined && before !== undefined) token.before = before;
  if (keeps) token.from = token.step;
  run.leave(token);
}

function repeatFrame(run: Running, token: Tok): Frame | undefined {
  return token.path?.findLast((frame) => run.step(frame.s)?.kind === "repeat");
}
