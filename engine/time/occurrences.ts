import { RRuleTemporal } from "rrule-temporal";
import { Temporal } from "temporal-polyfill";
import type { EnrolTrigger } from "../definition/types.ts";
import { type DateValue, endOf, readDate } from "./dateFields.ts";
import { calendarPart, moveBy, parseDuration } from "./durations.ts";
import { DAY, HOUR } from "./instants.ts";
import { planWait } from "./waits.ts";
import { inZone } from "./zones.ts";

/**
 * When a flow starts by a date (DESIGN §3): an occurrence is (trigger, subject, date) and starts once. The day and the hour are worked out
 * as a `wait` on a date works them out: by the flow's zone, constrained at month ends, a skipped hour moving forward.
 */
export type DatedTrigger = Extract<EnrolTrigger, { field: string }>;

export interface Occurrence {
  /** Milliseconds: when it is to start. */
  at: number;
  /** The date it is the occurrence of, as its name: the field's day, or a schedule's local time. Another hour is no other occurrence. */
  date: string;
  /** Not to be started after this: it is for nothing by then. */
  until: number;
}

/** How late a start may be that was missed (nothing was running, the date was entered afterwards): three days, or until the date itself. */
export const startsLate = 3 * DAY;

const none: ReadonlySet<string> = new Set();

/** The first occurrence after `from` (milliseconds) for what the field holds; null where there is none, or none any more. */
export function occurrenceAfter(trigger: DatedTrigger, value: unknown, zone: string, from: number): Occurrence | null {
  try {
    const base = readDate(value, zone);
    if (base.kind === "missing" || base.kind === "unusable") return null;
    const every = repetition(trigger.every);
    for (let turn = every ? turnsBefore(base, every, zone, from) : 0; ; turn += 1) {
      const found = occurrenceAt(trigger, repeated(base, every, turn, zone), zone);
      if (!found) return null;
      if (found.at > from) return found;
      if (!every) return null;
    }
  } catch {
    // Out of the calendar.
    return null;
  }
}

/** The moment from which missed occurrences may still be started at `now`. */
export function lateFrom(trigger: DatedTrigger, now: number, zone: string): number {
  const before = parseDuration(trigger.before);
  return (before ? moveBy(now, before, zone, -1) : null) ?? now - startsLate;
}

function occurrenceAt(trigger: DatedTrigger, date: Exclude<DateValue, { kind: "missing" | "unusable" }>, zone: string): Occurrence | null {
  const value = date.kind === "day" ? date.date.toString() : Temporal.Instant.fromEpochMilliseconds(date.ms).toString();
  const { field, before, after, at } = trigger;
  const wait = { field, ...(before ? { before } : {}), ...(after ? { after } : {}), ...(at ? { at } : {}) };
  const plan = planWait(wait, { arrival: Number.NEGATIVE_INFINITY, zone, holidays: none, value });
  if (plan.kind !== "until") return null;
  const day = date.kind === "day" ? date.date : inZone(date.ms, zone).toPlainDate();
  const end = before ? endOf(date, zone) : null;
  return { at: plan.until, date: day.toString(), until: end ?? plan.until + startsLate };
}

/** Repetitions count whole days at least; from the first date, so that 29 February comes back in leap years. */
function repetition(every: string | undefined): Temporal.Duration | null {
  const duration = every === undefined ? null : parseDuration(every);
  const whole = duration && calendarPart(duration);
  return whole && !whole.blank ? whole : null;
}

function repeated(
  base: Exclude<DateValue, { kind: "missing" | "unusable" }>,
  every: Temporal.Duration | null,
  turn: number,
  zone: string,
): Exclude<DateValue, { kind: "missing" | "unusable" }> {
  if (!every || turn === 0) return base;
  const { years, months, weeks, days } = every;
  const span = new Temporal.Duration(years * turn, months * turn, weeks * turn, days * turn);
  if (base.kind === "day") return { kind: "day", date: base.date.add(span) };
  return { kind: "moment", ms: inZone(base.ms, zone).toPlainDateTime().add(span).toZonedDateTime(zone).epochMilliseconds };
}

/** How many repetitions can be passed over because they surely came before `from`. */
function turnsBefore(
  base: Exclude<DateValue, { kind: "missing" | "unusable" }>,
  every: Temporal.Duration,
  zone: string,
  from: number,
): number {
  const first = base.kind === "moment" ? base.ms : base.date.toZonedDateTime(zone).epochMilliseconds;
  const longest = every.years * 366 + every.months * 31 + every.weeks * 7 + every.days;
  return Math.max(0, Math.floor((from - first) / DAY / longest) - 2);
}

/**
 * The first time after `from` that a calendar rule (RFC 5545 §3.3.10) names. Without a `DTSTART` it counts from the day of `since`, at nine.
 * The rule is gone through by the wall clock of its zone (the flow's, where it names none), so that an hour which a clock change skips moves
 * forward like any other local time instead of falling out.
 */
export function scheduledAfter(rule: string, zone: string, since: number, from: number): Occurrence | null {
  try {
    const { text, where } = onWallClock(rule, zone, since);
    const wall = new RRuleTemporal({ rruleString: text });
    let seen = asUtc(inZone(from - 3 * HOUR, where).toPlainDateTime());
    for (;;) {
      const next = wall.next(new Date(seen), false);
      if (!next) return null;
      const local = Temporal.PlainDateTime.from(next.toPlainDateTime().toString());
      const at = local.toZonedDateTime(where).epochMilliseconds;
      if (at > from) return { at, date: local.toString({ smallestUnit: "minute" }), until: at + startsLate };
      seen = asUtc(local);
    }
  } catch {
    return null;
  }
}

const asUtc = (local: Temporal.PlainDateTime): number => local.toZonedDateTime("UTC").epochMilliseconds;

/** The rule with its zone's local times written as if they were UTC, and that zone. */
function onWallClock(rule: string, zone: string, since: number): { text: string; where: string } {
  const lines = rule.trim().split(/\r?\n/);
  const parts = (lines.pop() ?? "").replace(/^RRULE:/, "");
  const given = lines.find((line) => line.startsWith("DTSTART"));
  const where = (given && /TZID=([^:;]+)/.exec(given)?.[1]) ?? zone;
  const local = (text: string) => {
    if (!text.endsWith("Z")) return text.includes("T") ? text : `${text}T090000`;
    const [, day, time] = /^(\d{8})T(\d{6})Z$/.exec(text) ?? [];
    const instant = `${day?.replace(/(\d{4})(\d\d)(\d\d)/, "$1-$2-$3")}T${time?.replace(/(\d\d)(\d\d)(\d\d)/, "$1:$2:$3")}Z`;
    return compact(inZone(Temporal.Instant.from(instant).epochMilliseconds, where).toPlainDateTime());
  };
  const first = given?.split(":").at(-1) ?? compact(inZone(since, where).toPlainDate()).slice(0, 8);
  const until = parts.replace(
    /UNTIL=(\d{8}(?:T\d{6}Z?)?)/,
    (_, end: string) => `UNTIL=${end.includes("T") ? local(end) : `${end}T235959`}Z`,
  );
  return { text: `DTSTART:${local(first)}Z\nRRULE:${until}`, where };
}

const compact = (local: Temporal.PlainDateTime | Temporal.PlainDate): string => local.toString().slice(0, 19).replace(/[-:]/g, "");
