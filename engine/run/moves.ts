import { nameOf } from "../definition/problem.ts";
import type { StepId } from "../definition/types.ts";
import { allSettled, inFlight, issue } from "./effects.ts";
import { behaviourOf } from "./kinds/index.ts";
import type { Running } from "./running.ts";
import type { Tok } from "./state.ts";
import { countVisit } from "./visits.ts";

/** More moves than this in one decision means that steps follow each other in a circle without waiting. */
const mostMoves = 2000;

/** Lets every token on its way arrive, in order, until all stand somewhere. */
export function settle(run: Running): void {
  for (let moves = 0; run.moving.length > 0 && !run.ended; moves++) {
    const next = run.moving.shift();
    if (!next || !run.state.tokens.includes(next.token)) continue;
    if (moves < mostMoves) arrive(run, next.token, next.to);
    else {
      next.token.step = next.to;
      run.attention(next.token, "The flow goes round in a circle here without ever waiting. Jump to another step, or cancel the run.");
    }
  }
  run.moving.length = 0;
}

function arrive(run: Running, token: Tok, to: StepId): void {
  token.step = to;
  const same = behaviourOf(run.step(to))?.sameVisit?.(run, token);
  token.visit = same ?? countVisit(run.definition, run.state, to);
  token.at = run.at;
  act(run, token);
}

/** The step does its part for a token that stands at it. */
export function act(run: Running, token: Tok): void {
  const step = run.step(token.step);
  const behaviour = behaviourOf(step);
  if (step && behaviour) behaviour.arrive(run, token, step);
  else
    run.attention(token, `There is no step ${nameOf(token.step, step)} that this version knows. Jump to another step, or cancel the run.`);
}

/** For steps that only do something: issues the effects of this visit. */
export function issueAll(run: Running, token: Tok): void {
  const step = run.step(token.step);
  const wanted = step && behaviourOf(step)?.wanted?.(run, token, step);
  if (typeof wanted === "string") run.attention(token, wanted);
  else if (!wanted || wanted.length === 0) run.leave(token);
  else for (const one of wanted) issue(run, token, one);
}

/** Where a token's effects stand after one of them was reported: on by `onError`, staff needed, or done. */
export function proceed(run: Running, token: Tok): void {
  const step = run.step(token.step);
  if (!step || inFlight(token)) return;
  const failed = Object.values(token.fx ?? {}).find((fx) => fx.s === "failed");
  if (failed) {
    if ("onError" in step && step.onError) run.leave(token, "onError");
    else if (!token.att) run.attention(token, failed.r ?? "It could not be done.");
    return;
  }
  if (!allSettled(token)) return;
  const behaviour = behaviourOf(step);
  if (behaviour?.settled) behaviour.settled(run, token, step);
  else run.leave(token);
}

/** A message, change or anything else leaves nothing to wait for beside itself: the token goes on being "on its way" from its last wait. */
export function reissue(run: Running, token: Tok, part: string): void {
  const step = run.step(token.step);
  const fx = token.fx?.[part];
  const wanted = step && behaviourOf(step)?.wanted?.(run, token, step);
  if (typeof wanted === "string") {
    if (fx) Object.assign(fx, { s: "failed", r: wanted, surely: true });
    if (!token.att) run.attention(token, wanted);
    return;
  }
  const again = wanted?.find((one) => one.part === part);
  if (fx && again) issue(run, token, { ...again, visit: fx.v });
  else if (fx) {
    fx.s = "done";
    run.write("skipped", token, { reason: "There is nobody left to send this to." });
    proceed(run, token);
  }
}
