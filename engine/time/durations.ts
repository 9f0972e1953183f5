import { Temporal } from "temporal-polyfill";
import { inZone } from "./zones.ts";

/** Nothing a law firm plans is further off than this; beyond it calendar arithmetic would overflow. */
const longestYears = 1000;

/** An ISO 8601 duration that is not negative; null for anything else. */
export function parseDuration(text: unknown): Temporal.Duration | null {
  if (typeof text !== "string" || !/^P(?=.)/.test(text) || text.length > 64) return null;
  try {
    const duration = Temporal.Duration.from(text);
    if (duration.sign < 0) return null;
    const years =
      duration.years +
      duration.months / 12 +
      duration.weeks / 52 +
      duration.days / 365 +
      duration.hours / 8760 +
      duration.minutes / 525_600;
    return years > longestYears || duration.seconds / 31_536_000 > longestYears ? null : duration;
  } catch {
    return null;
  }
}

/** The calendar half of a duration: years to days. */
export function calendarPart(duration: Temporal.Duration): Temporal.Duration {
  return new Temporal.Duration(duration.years, duration.months, duration.weeks, duration.days);
}

/** The elapsed half in milliseconds: hours to fractions of a second. */
export function elapsedPart(duration: Temporal.Duration): number {
  return (
    ((duration.hours * 60 + duration.minutes) * 60 + duration.seconds) * 1000 +
    duration.milliseconds +
    Math.trunc(duration.microseconds / 1000)
  );
}

/**
 * `ms` plus (or minus) the duration: years to days move the local day and keep the wall-clock time, constrained at month ends;
 * hours to seconds are elapsed time. Null where the result leaves the calendar.
 */
export function moveBy(ms: number, duration: Temporal.Duration, zone: string, sign: 1 | -1 = 1): number | null {
  try {
    const local = inZone(ms, zone);
    const moved = sign > 0 ? local.add(calendarPart(duration)) : local.subtract(calendarPart(duration));
    return moved.epochMilliseconds + sign * elapsedPart(duration);
  } catch {
    return null;
  }
}

/** `ms` plus a duration given as text; null for a duration that is none. */
export function after(ms: number, text: unknown, zone: string): number | null {
  const duration = parseDuration(text);
  return duration && moveBy(ms, duration, zone);
}
