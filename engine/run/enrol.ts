import { evaluate } from "../conditions/index.ts";
import type { Definition, Duration } from "../definition/types.ts";
import { instantOf, moveBy, msOf, parseDuration } from "../time/index.ts";
import { eventFacts, flowZone } from "./runFacts.ts";
import { triggersOf } from "./triggers.ts";
import type { Facts, Instant, RunEvent, RunSubject } from "./types.ts";

/** Who enters a flow, and how often (rule 12). */

export interface Heard {
  /** Keys of the `becomes` triggers whose condition turned true by this event (`turnedTrue`). */
  turned?: ReadonlySet<string>;
  /** The event is about somebody else (one of a matter's people): only what became true by it counts. */
  indirect?: boolean;
}

/** Which of `enrol.on` this event pulls, by index; null when none does or the subject may not enter. */
export function matchingTrigger(definition: Definition, event: RunEvent, facts: Facts, now: Instant, heard: Heard = {}): number | null {
  const zone = flowZone(definition, facts);
  const holds = (condition: Parameters<typeof evaluate>[0]) => evaluate(condition, { ...facts, event: eventFacts(event) }, now, zone);
  const becoming = triggersOf(definition).becoming.filter((one) => heard.turned?.has(one.key));
  const index = (definition.enrol?.on ?? []).findIndex((trigger) => {
    if ("event" in trigger) return !heard.indirect && trigger.event === event.type && holds(trigger.where);
    return becoming.some((one) => one.trigger === trigger);
  });
  return index >= 0 && holds(definition.enrol.where) ? index : null;
}

/** Whether this event starts a run for the subject whose facts these are. */
export function enrols(definition: Definition, event: RunEvent, facts: Facts, now: Instant, heard: Heard = {}): boolean {
  return matchingTrigger(definition, event, facts, now, heard) !== null;
}

/** Whether a subject may enter at all: when something other than an event starts it (a date, a list). */
export function mayEnter(definition: Definition, facts: Facts, now: Instant): boolean {
  return evaluate(definition.enrol?.where, facts, now, flowZone(definition, facts));
}

export interface AgainKey {
  /** At most one run record has this key … */
  key: string;
  /** … while it is open; otherwise ever. */
  whileOpen: boolean;
  /** Only when the last start is at least so long ago. */
  after?: Duration;
}

/**
 * What the unique index on run records holds (rule 12). `occurrence` names the event or dated occurrence that starts the run; a start by
 * hand gives its own id.
 */
export function againKey(definition: Definition, subject: RunSubject, event?: Pick<RunEvent, "id">): AgainKey {
  const key = `${definition.key}|${subjectKey(subject)}`;
  const again = definition.enrol?.again ?? "never";
  if (again === "never") return { key, whileOpen: false };
  if (again === "afterEnd") return { key, whileOpen: true };
  const once = { key: `${key}|${event?.id ?? "by-hand"}`, whileOpen: false };
  return again === "always" ? once : { ...once, after: again.after };
}

/** Before this instant the last start must lie for `{after}` to allow another. */
export function startedBefore(after: Duration, now: Instant, zone: string): Instant | null {
  const duration = parseDuration(after);
  const ms = duration && moveBy(msOf(now), duration, zone, -1);
  return ms === null ? null : instantOf(ms);
}

function subjectKey(subject: RunSubject): string {
  const id = subject.kind === "contact" ? subject.contactId : subject.kind === "matter" ? subject.matterId : subject.occasionId;
  return `${subject.kind}:${id ?? ""}`;
}
