import { Temporal } from "temporal-polyfill";
import { clock } from "../../domain/base/index.ts";
import { stateHolidays } from "../../domain/firms/index.ts";

/** Dates of the story, relative to the day of seeding, in the firm's zone. */
export const zone = "America/New_York";
const now = Temporal.Now.zonedDateTimeISO(zone);

export const minutesAgo = (minutes: number): Date => new Date(now.epochMilliseconds - minutes * 60_000);

/** So many days from today at this time of day; `2` and `-3` alike. */
export function day(offset: number, time = "10:00"): Date {
  return new Date(now.toPlainDate().add({ days: offset }).toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds);
}

/** The first such weekday (1 Monday … 7 Sunday) that is at least so many days away. */
export function weekday(which: number, atLeast: number, time: string): Date {
  const first = now.toPlainDate().add({ days: atLeast });
  return day(atLeast + ((which - first.dayOfWeek + 7) % 7), time);
}

export const plainDay = (offset: number): string => now.toPlainDate().add({ days: offset }).toString();

/** The latest working day at or before this offset: nobody calls the office on a Sunday. */
export function workday(offset: number, time: string): Date {
  const date = now.toPlainDate().add({ days: offset });
  return day(offset - Math.max(0, date.dayOfWeek - 5), time);
}

const holidays = await Promise.all([now.year, now.year + 1].map((year) => stateHolidays("NY", year)));
const closed = new Set(holidays.flat().map(({ date }) => date));

/** The so manieth working day after today: neither a weekend nor a holiday. */
export function nextWorkday(count: number, time: string): Date {
  let offset = 0;
  for (let left = count; left > 0; ) {
    const date = now.toPlainDate().add({ days: ++offset });
    if (date.dayOfWeek <= 5 && !closed.has(date.toString())) left--;
  }
  return day(offset, time);
}

/** So many hours from the present, on the half hour. */
export function onTheHalfHour(hours: number): Date {
  const half = 30 * 60_000;
  return new Date(Math.floor((now.epochMilliseconds + hours * 3_600_000) / half) * half);
}

/** What is written now is dated then, until the next call or the end of the part. */
export function itIs(then: Date): void {
  const at = Math.min(then.getTime(), now.epochMilliseconds);
  clock.set(() => new Date(at));
}
