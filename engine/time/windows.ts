import type { Temporal } from "temporal-polyfill";
import type { SendWindow, Weekday } from "../definition/types.ts";
import { type Holidays, isHoliday } from "./businessDays.ts";
import { atLocal, inZone, parseLocalTime } from "./zones.ts";

/** Windows: days of the week and hours of the day in which something may happen. `from` is within, `to` is not. */

const weekdays: readonly Weekday[] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const noHolidays: Holidays = new Set();
const longestSearch = 3660;

interface Hours {
  days: ReadonlySet<number>;
  from: Temporal.PlainTime;
  to: Temporal.PlainTime | null;
}

/** Null for a window that never opens: no days, or `from` not before `to`. `24:00` ends a day. */
function hoursOf(window: SendWindow): Hours | null {
  const from = parseLocalTime(window?.from);
  const to = window?.to === "24:00" ? null : parseLocalTime(window?.to);
  if (!from || (!to && window.to !== "24:00") || !Array.isArray(window.days)) return null;
  const days = new Set(window.days.map((day) => weekdays.indexOf(day) + 1).filter((day) => day > 0));
  if (days.size === 0 || (to && from.toString() >= to.toString())) return null;
  return { days, from, to };
}

function within(local: Temporal.ZonedDateTime, hours: Hours, holidays: Holidays): boolean {
  if (!hours.days.has(local.dayOfWeek) || isHoliday(local.toPlainDate(), holidays)) return false;
  const time = local.toPlainTime().toString();
  return time >= hours.from.toString() && (hours.to === null || time < hours.to.toString());
}

/** `ms` itself when the window is open then, else its next opening; null when it never opens. */
export function openFrom(ms: number, window: SendWindow, zone: string, holidays: Holidays = noHolidays): number | null {
  const hours = hoursOf(window);
  if (!hours) return null;
  const local = inZone(ms, zone);
  if (within(local, hours, holidays)) return ms;
  let date = local.toPlainDate();
  for (let day = 0; day <= longestSearch; day++, date = date.add({ days: 1 })) {
    if (!hours.days.has(date.dayOfWeek) || isHoliday(date, holidays)) continue;
    const opening = atLocal(date, hours.from, zone);
    // A clock change can swallow a whole window: then it does not open that day.
    if (opening > ms && within(inZone(opening, zone), hours, holidays)) return opening;
  }
  return null;
}

/** `ms` itself on a day that is no holiday, else the same local time on the next such day. */
export function workingDayFrom(ms: number, holidays: Holidays, zone: string): number | null {
  const local = inZone(ms, zone);
  let date = local.toPlainDate();
  if (!isHoliday(date, holidays)) return ms;
  for (let day = 0; day <= longestSearch; day++, date = date.add({ days: 1 })) {
    if (!isHoliday(date, holidays)) return atLocal(date, local.toPlainTime(), zone);
  }
  return null;
}
