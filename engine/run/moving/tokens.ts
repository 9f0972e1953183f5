import { canonicalJson } from "../../definition/hash.ts";
import type { Definition, Step } from "../../definition/types.ts";
import { instantOf, msOf } from "../../time/index.ts";
import { isRequest } from "../answers.ts";
import { leaveBehind } from "../commands.ts";
import { allSettled, issue } from "../effects.ts";
import { behaviourOf } from "../kinds/index.ts";
import { proceed } from "../moves.ts";
import type { Running } from "../running.ts";
import type { Tok } from "../state.ts";
import { countVisit } from "../visits.ts";
import { stepIn, targetOf } from "./refusals.ts";
import type { Mapping } from "./types.ts";

/** One token to its place in the new version. That there is one was made sure of before. */
export function moveToken(run: Running, from: Definition, token: Tok, mapping: Mapping): void {
  if (token.go !== undefined) {
    sendOn(run, token, mapping);
    return;
  }
  const target = targetOf(mapping, token.step);
  const [before, after] = [stepIn(from, token.step), run.step(target)];
  const same = target === token.step;
  if (!before || !after || !(same ? before.kind === after.kind : isSameWait(run, token, before, after))) {
    replace(run, token, target);
    return;
  }
  if (!same) rename(run, token, target);
  if (token.att === undefined) goOnWaiting(run, token, from, before, after);
}

/** It was about to leave: it arrives at its next step in the new version. */
function sendOn(run: Running, token: Tok, mapping: Mapping): void {
  const to = targetOf(mapping, token.go ?? token.step);
  if (!run.step(token.step)) token.step = to;
  delete token.go;
  run.send(token, to);
}

/** Its step is gone, or became something else: it begins anew at the step chosen for it. */
function replace(run: Running, token: Tok, target: string): void {
  run.write("migrated", token, { to: target });
  leaveBehind(run, token);
  token.planned = run.at;
  delete token.before;
  delete token.from;
  run.send(token, target);
  if (token.go !== undefined) token.step = target;
}

/** Two steps that wait for the same thing, so that what was waited and asked already counts. */
function isSameWait(run: Running, token: Tok, before: Step, after: Step): boolean {
  if (before.kind !== after.kind) return false;
  if (isRequest(before) && isRequest(after)) {
    const ask = run.state.asks.find((one) => one.token === token.id);
    const settled = !ask || Object.entries(ask.fx ?? {}).every(([, fx]) => fx.s === "done");
    return settled && askedFor(before) === askedFor(after);
  }
  return ["wait", "waitForEvent", "waitUntil"].includes(before.kind) && token.att === undefined;
}

function askedFor(step: Step): string {
  const { form, files, document, type } = step as unknown as Record<string, unknown>;
  return canonicalJson({ form, files, document, type });
}

/** The same wait under another id. */
function rename(run: Running, token: Tok, target: string): void {
  run.write("migrated", token, { to: target });
  const { asks, results, past } = run.state;
  const visit = countVisit(run.definition, run.state, target);
  for (const ask of asks) if (ask.token === token.id) Object.assign(ask, { step: target, visit });
  const [gave, heard] = [results[token.step], past[token.step]];
  if (gave) results[target] = { ...gave };
  if (heard !== undefined) past[target] = heard;
  Object.assign(token, { step: target, visit });
}

function goOnWaiting(run: Running, token: Tok, from: Definition, before: Step, after: Step): void {
  const behaviour = behaviourOf(after);
  behaviour?.moved?.(run, token, after);
  const asBefore = canonicalJson([before, from.window]) === canonicalJson([after, run.definition.window]);
  if (!asBefore && !allSettled(token)) askAnew(run, token, after);
}

/** What was put off is decided on again by the new step: to whom it goes now, and whether it may leave now. */
function askAnew(run: Running, token: Tok, step: Step): void {
  const wanted = behaviourOf(step)?.wanted?.(run, token, step);
  if (!wanted || typeof wanted === "string") return;
  for (const [part, fx] of Object.entries(token.fx ?? {})) {
    if (fx.s === "done") continue;
    if (!wanted.some((one) => one.part === part)) {
      fx.s = "done";
      run.write("skipped", token, { reason: "This version no longer sends this to them." });
    } else if (fx.s === "later" && msOf(fx.u) > Math.max(run.now, msOf(run.state.quietUntil, 0))) fx.u = instantOf(run.now);
  }
  for (const one of wanted) if (!token.fx?.[one.part]) issue(run, token, one);
  proceed(run, token);
}
