import type { Ask, Fx, Inner, Tok } from "./state.ts";
import type { EffectKey, RunState } from "./types.ts";

/** Whether this message of a run may yet leave: its step still stands there with it, waits beside, or is carrying it out just now. */
export function mayStillLeave(state: RunState, { step, visit, part }: EffectKey): boolean {
  const { tokens = [], asks = [], loose = [] } = state as Partial<Inner>;
  const waits = (fx: Fx | undefined) => fx !== undefined && fx.v === visit && fx.s !== "done";
  const holders: (Tok | Ask)[] = [...tokens, ...asks.filter((ask) => !ask.gone)];
  return (
    holders.some((holder) => holder.step === step && waits(holder.fx?.[part])) ||
    loose.some((one) => one.step === step && one.part === part && waits(one.fx))
  );
}
