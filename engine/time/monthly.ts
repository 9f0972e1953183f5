import { Temporal } from "temporal-polyfill";
import { calendarPart, elapsedPart } from "./durations.ts";
import { inZone } from "./zones.ts";

/**
 * Monthly waits inside a repeat keep the first day: from 31 January on they end on 28 February, 31 March, 30 April … and not on the 28th
 * from then on, nor ever later because a window or a holiday held one of them up.
 */
export interface Monthly {
  /** Day of the month on which the first of these waits began. */
  day: number;
  /** Local date-time the last of them ended on, before any window was applied. */
  last: string;
}

/** Whether the first day is to be kept: the wait counts months or years and nothing smaller. */
export function countsMonths(duration: Temporal.Duration): boolean {
  return (duration.months > 0 || duration.years > 0) && duration.weeks === 0 && duration.days === 0 && elapsedPart(duration) === 0;
}

/** When the next of these waits ends: counted from where the last one ended, on the first day; never before `arrival`. Null when out of the calendar. */
export function nextMonthly(kept: Monthly, duration: Temporal.Duration, arrival: number, zone: string): number | null {
  try {
    let local = Temporal.PlainDateTime.from(kept.last);
    const arrived = inZone(arrival, zone).toPlainDateTime();
    // After a long standstill the months that went by are passed over, not caught up one by one.
    for (let step = 0; step < 12_000; step++) {
      local = local.add(calendarPart(duration));
      local = local.with({ day: Math.min(kept.day, local.daysInMonth) });
      if (Temporal.PlainDateTime.compare(local, arrived) > 0) return local.toZonedDateTime(zone).epochMilliseconds;
    }
    return null;
  } catch {
    return null;
  }
}

export function localText(ms: number, zone: string): string {
  return inZone(ms, zone).toPlainDateTime().toString({ smallestUnit: "second" });
}

export function dayOfMonth(ms: number, zone: string): number {
  return inZone(ms, zone).day;
}
