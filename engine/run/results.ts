import { instantOf, MINUTE, msOf } from "../time/index.ts";
import { journalData } from "./behaviour.ts";
import { logicalTime } from "./clock.ts";
import type { Holder } from "./effects.ts";
import { finishIfDone, testExits } from "./ends.ts";
import { keepResult } from "./keeping.ts";
import { behaviourOf } from "./kinds/index.ts";
import { proceed } from "./moves.ts";
import { askResult, journalAsk } from "./requests/asking.ts";
import type { Running } from "./running.ts";
import type { Ask, Fx, Tok } from "./state.ts";
import type { EffectKey, EffectResult, JsonObject } from "./types.ts";

/** What became of an effect. The journal tells of it from here only. */
export function takeResult(run: Running, key: EffectKey, result: EffectResult): void {
  const holder = holderOf(run, key);
  if (holder) {
    const fx = holder.fx?.[key.part];
    if (!fx) return;
    run.at = logicalTime(fx.at, msOf(result.at, run.now));
    apply(run, holder, key.part, fx, result);
    return;
  }
  const loose = run.state.loose?.find((one) => one.step === key.step && one.part === key.part && one.fx.v === key.visit);
  if (!loose) return;
  run.at = logicalTime(loose.fx.at, msOf(result.at, run.now));
  run.state.loose = run.state.loose?.filter((one) => one !== loose);
  if (run.state.loose?.length === 0) delete run.state.loose;
  if (result.status === "done") journalDone(run, key, loose.fx, result);
  else if (result.status === "failed" || result.status === "skipped") run.write(result.status, key, { reason: result.reason });
  finishIfDone(run);
}

function holderOf(run: Running, key: EffectKey): Holder | undefined {
  const holders: Holder[] = [...run.state.tokens, ...run.state.asks];
  return holders.find((holder) => {
    const fx = holder.step === key.step ? holder.fx?.[key.part] : undefined;
    return fx?.v === key.visit && fx.s === "flight";
  });
}

function isToken(holder: Holder): holder is Tok {
  return "id" in holder;
}

function apply(run: Running, holder: Holder, part: string, fx: Fx, result: EffectResult): void {
  const place = { step: holder.step, visit: fx.v };
  switch (result.status) {
    case "done":
      fx.s = "done";
      holder.planned = msOf(fx.p) > msOf(holder.planned) && fx.kind !== "remind" ? fx.p : holder.planned;
      journalDone(run, { ...place, part }, fx, result);
      break;
    case "skipped":
      fx.s = "done";
      run.write("skipped", place, { reason: result.reason, data: about(part) });
      break;
    case "later":
      fx.s = "later";
      fx.u = result.until;
      // Time held for windows or caps does not count as late.
      fx.p = instantOf(msOf(fx.p) + Math.max(0, msOf(result.until) - msOf(run.at)));
      run.write("waiting", place, { until: result.until, reason: result.reason, data: about(part) });
      return;
    case "held":
      if (!run.held) run.state.heldSince ??= run.at;
      fx.s = "held";
      if (result.until) fx.u = result.until;
      else delete fx.u;
      // A run on hold says so itself, once.
      if (fx.r !== result.reason && !run.held) run.write("held", place, { reason: result.reason, until: result.until, data: about(part) });
      fx.r = result.reason;
      return;
    case "left":
      fx.s = "left";
      fx.u = instantOf(msOf(run.at) + MINUTE);
      testExits(run);
      return;
    case "failed":
      Object.assign(fx, { s: "failed", r: result.reason, surely: result.surely });
      run.write("failed", place, { reason: result.reason, data: about(part) });
      break;
    default:
      return;
  }
  if (isToken(holder)) tokenResult(run, holder, part, result);
  else askResult(run, holder as Ask, part, result);
}

function tokenResult(run: Running, token: Tok, part: string, result: EffectResult): void {
  const step = run.step(token.step);
  if (step && result.status === "done") behaviourOf(step)?.done?.(run, token, step, result, part);
  proceed(run, token);
}

function journalDone(run: Running, key: EffectKey, fx: Fx, result: Extract<EffectResult, { status: "done" }>): void {
  const data = { ...about(key.part), ...journalData(result.data) };
  const extra = { data: Object.keys(data).length > 0 ? data : undefined, ...(result.uncertain ? { uncertain: true } : {}) };
  const step = run.step(key.step);
  if (!step || journalAsk(run, key, fx, extra)) return;
  const behaviour = behaviourOf(step);
  run.write(behaviour?.says ?? "called", key, extra);
  keepResult(run, key.step, { ...result.data, ...(behaviour?.says === "sent" ? { sentAt: run.at } : {}) });
  const vars = result.data?.["vars"];
  if (vars && typeof vars === "object" && !Array.isArray(vars)) run.state.vars = { ...run.state.vars, ...vars };
}

/** Whom a part is about: `send:<contactId>`, `ask:<contactId>`, `remind:<n>:<contactId>`. */
export function about(part: string): JsonObject | undefined {
  const [name, first, ...rest] = part.split(":");
  if (name === "remind") return { reminder: Number(first), contactId: rest.join(":") };
  return first === undefined ? undefined : { contactId: [first, ...rest].join(":") };
}
