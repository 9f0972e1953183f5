import type { Temporal } from "temporal-polyfill";

/** Business days: neither Saturday, Sunday nor a holiday of the firm (`YYYY-MM-DD`). */

/** A firm that is closed for ten years on end is a mistake in its holidays. */
const longestSearch = 3660;

export type Holidays = ReadonlySet<string>;

export function holidaysOf(days: unknown): Holidays {
  return new Set(Array.isArray(days) ? days.filter((day): day is string => typeof day === "string").map((day) => day.slice(0, 10)) : []);
}

export function isHoliday(date: Temporal.PlainDate, holidays: Holidays): boolean {
  return holidays.size > 0 && holidays.has(date.toString());
}

export function isBusinessDay(date: Temporal.PlainDate, holidays: Holidays): boolean {
  return date.dayOfWeek < 6 && !isHoliday(date, holidays);
}

/** The business day `count` business days after (or before) `date`; zero stays on the day, whatever it is. Null when there is none for ten years. */
export function moveBusinessDays(date: Temporal.PlainDate, count: number, holidays: Holidays, sign: 1 | -1 = 1): Temporal.PlainDate | null {
  let day = date;
  let left = count;
  let idle = 0;
  while (left > 0) {
    day = day.add({ days: sign });
    if (isBusinessDay(day, holidays)) {
      left--;
      idle = 0;
    } else if (++idle > longestSearch) return null;
  }
  return day;
}

/** `date` itself when it is a business day, else the next one. */
export function businessDayFrom(date: Temporal.PlainDate, holidays: Holidays): Temporal.PlainDate | null {
  return isBusinessDay(date, holidays) ? date : moveBusinessDays(date, 1, holidays);
}
