import { askId } from "./commands.ts";
import type { Ask, Fx, Inner, Tok } from "./state.ts";
import type { Instant, Position, RunState } from "./types.ts";

/** Where a run stands, for positions, counts and pages. A request nobody waits for is listed only when it needs staff. */
export function position(state: RunState): Position[] {
  const { tokens = [], asks = [], hold } = state as Partial<Inner>;
  const places = tokens.map((token) =>
    ofToken(
      token,
      asks?.find((ask) => ask.token === token.id),
      hold,
    ),
  );
  const alone = (asks ?? []).filter((ask) => ask.att !== undefined && !tokens.some((token) => token.id === ask.token));
  return [
    ...places,
    ...alone.map((ask) => ({
      token: askId(ask),
      step: ask.step,
      visit: ask.visit,
      state: "attention" as const,
      since: ask.planned,
      reason: ask.att ?? "",
    })),
  ];
}

function ofToken(token: Tok, ask: Ask | undefined, hold: Inner["hold"]): Position {
  const fx = [...Object.values(token.fx ?? {}), ...Object.values(ask?.fx ?? {})];
  const place = { token: token.id, step: token.step, visit: token.visit, since: token.at };
  const reason = token.att ?? ask?.att;
  if (reason !== undefined) return { ...place, state: "attention", reason };
  if (hold) return { ...place, state: "held", reason: hold.reason, ...(hold.until ? { until: hold.until } : {}) };
  const heldBack = fx.find((one) => one.s === "held");
  if (heldBack)
    return { ...place, state: "held", ...(heldBack.r ? { reason: heldBack.r } : {}), ...(heldBack.u ? { until: heldBack.u } : {}) };
  const until = earliest([token.until, ask?.giveUp, ...putOff(fx)]);
  const state = fx.some((one) => one.s === "flight") ? "working" : "waiting";
  return { ...place, state, ...(until ? { until } : {}) };
}

function putOff(fx: Fx[]): (Instant | undefined)[] {
  return fx.filter((one) => one.s === "later" || one.s === "left").map((one) => one.u);
}

function earliest(instants: (Instant | undefined)[]): Instant | undefined {
  return instants.filter((instant) => instant !== undefined).sort()[0];
}
