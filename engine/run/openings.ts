import type { Definition, SendWindow, Step } from "../definition/types.ts";
import { firstZone, holidaysOf, instantOf, msOf, openFrom, placeOf, textFrom, workingDayFrom } from "../time/index.ts";
import { capOpens } from "./cap.ts";
import { flowZone } from "./runFacts.ts";
import type { Effect, Facts, Instant, PersonFacts } from "./types.ts";

/** Rule 8: when a message may leave. Windows, quiet hours and the cap are asked in turn until all agree on a moment. */

export interface Leaving {
  definition: Definition;
  effect: Effect;
  step: Step;
  facts: Facts;
  person: PersonFacts;
  channel: "email" | "text";
  /** When marketing went to this person lately, from any flow. */
  marketingSent: readonly Instant[];
  /** Staff said that it goes now. */
  pressed: boolean;
}

/** The first moment from `now` on that every rule allows, and the words of the first rule that did not allow `now`. Null: never. */
export function openingFor(leaving: Leaving, now: Instant): { at: Instant; reason: string } | null {
  let at = msOf(now);
  let reason = "";
  for (let round = 0; round < 40; round++) {
    const gate = gates.find(({ opens, ours }) => !(ours && leaving.pressed) && opens(leaving, at) !== at);
    if (!gate) return { at: instantOf(at), reason };
    const next = gate.opens(leaving, at);
    if (next === null || !Number.isFinite(next)) return null;
    reason ||= gate.reason;
    at = next;
  }
  return { at: instantOf(at), reason };
}

interface Gate {
  reason: string;
  /** The firm's own rule, which its staff may set aside; not the law's. */
  ours?: true;
  opens(leaving: Leaving, ms: number): number | null;
}

const gates: Gate[] = [
  { reason: "Outside of the hours for sending.", ours: true, opens: windowOpens },
  { reason: "Quiet hours for texts where they are.", opens: quietHoursEnd },
  { reason: "They have had as much marketing as the firm sends one person.", ours: true, opens: capLifts },
];

/** Marketing leaves in the flow's window (or the step's own), and never on the firm's holidays. */
function windowOpens({ definition, effect, step, facts, person }: Leaving, ms: number): number | null {
  const zone = flowZone(definition, facts, person);
  const holidays = holidaysOf(facts.firm?.holidays);
  const own = windowOf(step);
  if (!isMarketing(effect)) return own ? openFrom(ms, own, zone) : ms;
  const window = own ?? definition.window;
  return window ? openFrom(ms, window, zone, holidays) : workingDayFrom(ms, holidays, zone);
}

/** No text arrives in the quiet hours of the recipient's place, whatever it is for. */
function quietHoursEnd({ effect, facts, person, channel }: Leaving, ms: number): number {
  return channel === "text" ? textFrom(ms, placeOf(person), isMarketing(effect), firstZone(facts.firm?.zone)) : ms;
}

function capLifts({ effect, facts, marketingSent }: Leaving, ms: number): number {
  return isMarketing(effect) ? msOf(capOpens(facts.firm?.marketingCap, marketingSent, instantOf(ms))) : ms;
}

/** A step's own window, which only emails have. */
export function windowOf(step: Step): SendWindow | undefined {
  return step.kind === "sendEmail" ? step.window : undefined;
}

/** Reminders and requests are of the case, whatever the flow is for. */
export function isMarketing(effect: Effect): boolean {
  return effect.purpose === "marketing" && effect.kind !== "remind";
}
