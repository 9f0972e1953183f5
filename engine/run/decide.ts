import { evaluate } from "../conditions/index.ts";
import type { Condition, Definition, Lateness, SendWindow, Step } from "../definition/types.ts";
import { after, DAY, holidaysOf, instantOf, msOf, openFrom, parseInstant } from "../time/index.ts";
import { exitReached, goalReached } from "./ends.ts";
import { behaviourOf } from "./kinds/index.ts";
import { type Leaving, openingFor, windowOf } from "./openings.ts";
import { personById } from "./recipients.ts";
import { eventFacts, flowZone } from "./runFacts.ts";
import type { Effect, Facts, FirmFacts, Instant, PersonFacts, RunEvent } from "./types.ts";

/** What is decided right before an effect is carried out, from facts read at that moment. The activity and the simulator ask the same. */
export type Decision =
  | { go: "do" }
  /** Decided against; the flow goes on. */
  | { go: "skip"; reason: string }
  /** Ask again then. */
  | { go: "later"; until: Instant; reason: string }
  | { go: "held"; reason: string; until?: Instant }
  /** An exit or goal applies: the event will reach the run. */
  | { go: "left"; reason: string }
  /** It cannot be done like this: staff must correct something. */
  | { go: "attention"; reason: string };

export interface DecideContext {
  /** Events of the subject that the run has not been told yet, in their order. */
  undelivered?: RunEvent[];
  /** A hold of the flow or the firm, where it is not among the facts. */
  hold?: { reason: string; until?: Instant };
  /** A hold that keeps back marketing alone. */
  marketingHold?: { reason: string; until?: Instant };
  /** Staff said that it goes now: its windows and the firm's cap don't keep it; holds, consent and quiet hours do. */
  pressed?: boolean;
  /** When marketing went to the effect's recipient lately, from any flow: for the firm's cap. */
  marketingSent?: readonly Instant[];
}

/**
 * Whether to carry out `effect` now. `facts` are read freshly, with what the run's steps gave (`withRunFacts`). Total; `now` is the real
 * time. The order is that of the rules' strength: exits and goals, holds, who may be written to, dates, lateness, windows.
 */
export function decide(definition: Definition, effect: Effect, facts: Facts, now: Instant, context: DecideContext = {}): Decision {
  const step = Object.hasOwn(definition.steps, effect.key.step) ? definition.steps[effect.key.step] : undefined;
  const { undelivered = [], marketingSent = [] } = context;
  // A link that nobody needs any more is closed whatever else has happened.
  if (effect.kind === "closeRequest") return { go: "do" };
  const left = leaves(definition, facts, now, undelivered);
  if (left) return { go: "left", reason: left };
  if (!step || !isMessage(effect, step)) return { go: "do" };

  if (
    effect.kind === "remind" &&
    undelivered.some((event) => event.requestId !== undefined && event.requestId === effect.params["requestId"])
  )
    return { go: "skip", reason: "Answered meanwhile." };
  const hold = context.hold ?? facts.hold;
  if (hold && msOf(hold.until, Number.POSITIVE_INFINITY) > msOf(now))
    return { go: "held", reason: hold.reason, ...(parseInstant(hold.until) === null ? {} : { until: hold.until ?? now }) };

  const person = personById(effect.params["contactId"], facts);
  if (!person) return nobodyThere(effect);
  return (
    marketingWaits(effect, context, now) ??
    mayWrite(effect, step, person, facts.firm) ??
    inTime(effect, now) ??
    notTooLate(definition, effect, step, facts, now, person) ??
    mayLeaveNow(
      {
        definition,
        effect,
        step,
        facts,
        person,
        channel: mayBeText(step, person, facts.firm) ? "text" : channelOf(step, person, facts.firm),
        marketingSent,
        pressed: context.pressed === true,
      },
      now,
    ) ?? { go: "do" }
  );
}

/**
 * Marketing under a hold of its own is put off, not held: whom a case is waited for is not to wait longer for that. Without an end it asks
 * again each day, and whoever lifts the hold has it ask at once.
 */
function marketingWaits(effect: Effect, { marketingHold: hold }: DecideContext, now: Instant): Decision | null {
  if (effect.purpose !== "marketing" || !hold) return null;
  const until = Math.min(msOf(hold.until, Number.POSITIVE_INFINITY), msOf(now) + DAY);
  return until > msOf(now) ? { go: "later", until: instantOf(until), reason: hold.reason } : null;
}

/** Messages to a client, as opposed to what happens in the office. */
function isMessage(effect: Effect, step: Step): boolean {
  if (effect.kind === "remind") return true;
  return behaviourOf(step)?.toClient === true;
}

/** Rule 5: exits and goals are tested once more, also with events the run has not heard of. */
function leaves(definition: Definition, facts: Facts, now: Instant, undelivered: RunEvent[]): string | null {
  const zone = flowZone(definition, facts);
  const holds = (condition: Condition | undefined, event?: RunEvent) =>
    evaluate(condition, event ? { ...facts, event: eventFacts(event) } : facts, now, zone);
  for (const event of [undefined, ...undelivered]) {
    const exit = exitReached(definition, holds, event);
    if (exit) return `Exit: ${exit.name ?? exit.id}`;
  }
  for (const event of undelivered) {
    const goal = goalReached(definition, holds, event);
    if (goal) return `Goal: ${goal.name ?? goal.id}`;
  }
  return null;
}

function nobodyThere(effect: Effect): Decision {
  if (effect.purpose === "marketing") return { go: "skip", reason: "The person is no longer on file." };
  return { go: "attention", reason: "The person this goes to is no longer on file. Add the person again, skip, or jump." };
}

/**
 * Rule 17: opting out stops marketing, never onboarding. A missing address is for staff to correct, unless the firm reaches people without
 * email otherwise: by a text, else by a letter that staff post.
 */
function mayWrite(effect: Effect, step: Step, person: PersonFacts, firm: FirmFacts | undefined): Decision | null {
  const marketing = effect.purpose === "marketing";
  const channel = channelOf(step, person, firm);
  if (marketing && person.consent?.[channel] !== true) return { go: "skip", reason: `No consent to ${channel} marketing.` };
  if (!hasAddress(person, channel)) {
    const missing = channel === "email" ? "email address" : "phone number";
    if (marketing) return { go: "skip", reason: `No ${missing}.` };
    if (channel === "email" && firm?.otherWays === true) return null;
    return { go: "attention", reason: `${nameOf(person)} has no ${missing}. Add one, then retry.` };
  }
  if (channel === "email" && person.suppressed === true) {
    if (marketing) return { go: "skip", reason: "Mail to this address bounced." };
    return { go: "attention", reason: `Mail to ${nameOf(person)} bounced. Correct the address, then retry.` };
  }
  if (channel === "text" && person.noTexts === true) {
    if (marketing) return { go: "skip", reason: "No texts may go to this number." };
    return {
      go: "attention",
      reason: `${nameOf(person)} can't be texted: they asked us to stop, or the number takes none. Email or call them, then skip.`,
    };
  }
  return null;
}

export function hasAddress(person: PersonFacts, channel: "email" | "text"): boolean {
  const address = channel === "email" ? person.email : person.phone;
  return typeof address === "string" && address.trim() !== "";
}

/**
 * How this step reaches the person: as it says, or as they prefer where that is possible. A link whose step says "text" goes by email to
 * those who can't be texted: asking us to stop texts must not stop their case. Where the firm says so, a link for whoever has no email
 * address goes by text.
 */
export function channelOf(step: Step, person: PersonFacts, firm?: Pick<FirmFacts, "otherWays">): "email" | "text" {
  if (step.kind === "sendText") return "text";
  const via = "via" in step ? step.via : undefined;
  const texted = hasAddress(person, "text") && person.noTexts !== true;
  if (via === "text") return texted || !hasAddress(person, "email") ? "text" : "email";
  const instead = firm?.otherWays === true && step.kind !== "sendEmail" && !hasAddress(person, "email");
  return texted && (instead || (via === "preferred" && person.preferredChannel === "text")) ? "text" : "email";
}

/** Whether whoever a mail of the case goes to has no address, and the firm reaches them otherwise. */
export function isOtherwise(step: Step, person: PersonFacts, firm: Pick<FirmFacts, "otherWays"> | undefined): boolean {
  const marketing = "purpose" in step && step.purpose === "marketing";
  return firm?.otherWays === true && !marketing && channelOf(step, person, firm) === "email" && !hasAddress(person, "email");
}

/** How long it is, nobody knows yet: what may become a text keeps the hours of texts. */
const mayBeText = (step: Step, person: PersonFacts, firm: FirmFacts | undefined): boolean =>
  isOtherwise(step, person, firm) && hasAddress(person, "text") && person.noTexts !== true;

/** Rule 7: a message anchored before a date is never sent after it. */
function inTime(effect: Effect, now: Instant): Decision | null {
  if (!effect.notAfter || msOf(now) <= msOf(effect.notAfter, Number.POSITIVE_INFINITY)) return null;
  if (effect.kind === "remind") return { go: "skip", reason: "The date it was to come before has passed." };
  return { go: "attention", reason: "The date this was to come before has passed. Send it another way, skip, or jump." };
}

const usually: Record<"transactional" | "marketing", Lateness> = {
  transactional: { after: "PT12H", then: "send" },
  marketing: { after: "PT12H", then: "skip" },
};

/** Rule 7: lateness is counted from the latest planned time on the path. */
function notTooLate(definition: Definition, effect: Effect, step: Step, facts: Facts, now: Instant, person?: PersonFacts): Decision | null {
  const given = "late" in step ? step.late : undefined;
  const late = given ?? usually[effect.purpose ?? "transactional"];
  const zone = flowZone(definition, facts, person);
  const limit = after(msOf(effect.plannedAt, msOf(now)), late.after, zone);
  if (limit === null || msOf(now) <= limit || late.then === "send") return null;
  if (late.then === "skip") return { go: "skip", reason: "Too late." };
  const window = windowOf(step) ?? definition.window;
  const opening = window && nextOpening(window, facts, now, zone);
  return opening && opening !== msOf(now) ? { go: "later", until: instantOf(opening), reason: "Late: goes in the next window." } : null;
}

/** Rule 8: windows, quiet hours for texts and the cap of marketing. */
function mayLeaveNow(leaving: Leaving, now: Instant): Decision | null {
  const opening = openingFor(leaving, now);
  if (!opening) return { go: "attention", reason: "Its send window never opens. Correct the flow, then retry or skip." };
  return msOf(opening.at) === msOf(now) ? null : { go: "later", until: opening.at, reason: opening.reason };
}

function nextOpening(window: SendWindow, facts: Facts, now: Instant, zone: string): number | null {
  return openFrom(msOf(now), window, zone, holidaysOf(facts.firm?.holidays));
}

function nameOf(person: PersonFacts): string {
  return [person.firstName, person.lastName].filter((part) => typeof part === "string" && part !== "").join(" ") || "This person";
}

/** What a decision other than "do" becomes as the effect's result. */
export function refusal(decision: Exclude<Decision, { go: "do" }>, at: Instant) {
  switch (decision.go) {
    case "skip":
      return { status: "skipped", at, reason: decision.reason } as const;
    case "later":
      return { status: "later", at, until: decision.until, reason: decision.reason } as const;
    case "held":
      return { status: "held", at, reason: decision.reason, ...(decision.until ? { until: decision.until } : {}) } as const;
    case "left":
      return { status: "left", at, reason: decision.reason } as const;
    case "attention":
      return { status: "failed", at, reason: decision.reason, surely: true } as const;
    default:
      return decision satisfies never;
  }
}
