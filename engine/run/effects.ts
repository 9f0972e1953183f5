import { readPath } from "../conditions/index.ts";
import type { Purpose } from "../definition/types.ts";
import { endOf, instantOf, laterOf, msOf, readDate } from "../time/index.ts";
import { behaviourOf } from "./kinds/index.ts";
import type { Running } from "./running.ts";
import type { Ask, Fx, Tok } from "./state.ts";
import type { Effect, EffectKind, Instant, JsonObject } from "./types.ts";

/** Effects: each is issued once under (step, visit, part), and asked for again only when it was put off or held back. */

export interface Wanted {
  part: string;
  kind: EffectKind;
  params: JsonObject;
  purpose?: Purpose;
  /** Visit of the key where it is not the holder's own. */
  visit?: number;
  /** Its planned time where it is not the token's: a reminder's. */
  planned?: Instant;
}

/** Whoever effects belong to: a token at its step, or a request that lives on beside it. */
export type Holder = Tok | Ask;

export function issue(run: Running, holder: Holder, wanted: Wanted): void {
  const visit = wanted.visit ?? holder.visit;
  const before = holder.fx?.[wanted.part];
  if (before && before.v === visit && (before.s === "flight" || before.s === "done")) return;
  const planned = wanted.planned ?? (before?.v === visit ? before.p : holder.planned);
  const fx: Fx = { s: "flight", kind: wanted.kind, v: visit, at: run.at, p: planned };
  holder.fx = { ...holder.fx, [wanted.part]: fx };
  if (run.held) {
    fx.s = "later";
    fx.u = run.at;
    return;
  }
  if (waitsForUndo(run, holder, wanted, fx)) return;
  run.effects.push(effectOf(run, holder, wanted, visit, planned));
}

/** A start by hand can be undone for a minute: until then no message leaves (rule 11). */
function waitsForUndo(run: Running, holder: Holder, wanted: Wanted, fx: Fx): boolean {
  const until = run.state.quietUntil;
  if (!until || msOf(until) <= msOf(run.at) || !reachesClient(run, holder, wanted.kind)) return false;
  fx.s = "later";
  fx.u = until;
  fx.p = laterOf(fx.p, until);
  run.write("waiting", { step: holder.step, visit: fx.v }, { until, reason: "Started by hand: can be undone until then." });
  return true;
}

export function reachesClient(run: Running, holder: Holder, kind: EffectKind): boolean {
  if (kind === "remind") return true;
  return kind !== "closeRequest" && behaviourOf(run.step(holder.step))?.toClient === true;
}

function effectOf(run: Running, holder: Holder, wanted: Wanted, visit: number, planned: Instant): Effect {
  const notAfter = anchored(run, holder);
  return {
    key: { step: holder.step, visit, part: wanted.part },
    kind: wanted.kind,
    params: wanted.params,
    plannedAt: planned,
    ...(notAfter && wanted.kind !== "closeRequest" ? { notAfter } : {}),
    ...(wanted.purpose ? { purpose: wanted.purpose } : {}),
  };
}

/** The moment of the date a token is anchored before, as the facts have it now. */
function anchored(run: Running, holder: Holder): Instant | undefined {
  if (!holder.before) return undefined;
  const zone = run.zone();
  const ms = endOf(readDate(readPath(run.facts(), holder.before), zone), zone);
  return ms === null ? undefined : instantOf(ms);
}

export function inFlight(holder: Holder): boolean {
  return Object.values(holder.fx ?? {}).some((fx) => fx.s === "flight");
}

/** Nothing of this visit is under way or put off any more. */
export function allSettled(holder: Holder): boolean {
  return Object.values(holder.fx ?? {}).every((fx) => fx.s === "done");
}

/** Effects in flight finish without their token: journaled, leading nowhere (rule 5). */
export function letGo(run: Running, holder: Holder): void {
  for (const [part, fx] of Object.entries(holder.fx ?? {})) {
    if (fx.s === "flight") run.state.loose = [...(run.state.loose ?? []), { step: holder.step, part, fx }];
  }
  delete holder.fx;
}
