import type { Temporal } from "temporal-polyfill";
import type { FirmFacts } from "../run/types.ts";
import { type Holidays, holidaysOf, isHoliday } from "./businessDays.ts";
import { atLocal, inZone, parseLocalTime } from "./zones.ts";

/** Business minutes: time that passes only while the firm is open. */

const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
const usualHours = [{ from: "09:00", to: "17:00" }];
const longestSearch = 3660;

interface Opening {
  from: number;
  to: number;
}

/** The firm's openings on a local day, in order; a firm that gave no hours is open Monday to Friday, nine to five. */
function openingsOn(date: Temporal.PlainDate, firm: Pick<FirmFacts, "hours">, holidays: Holidays, zone: string): Opening[] {
  if (isHoliday(date, holidays)) return [];
  const weekday = weekdays[date.dayOfWeek - 1] ?? "mon";
  const given = firm.hours && Object.keys(firm.hours).length > 0 ? firm.hours[weekday] : undefined;
  const hours = firm.hours && Object.keys(firm.hours).length > 0 ? (given ?? []) : date.dayOfWeek < 6 ? usualHours : [];
  const openings: Opening[] = [];
  for (const { from, to } of hours) {
    const opens = parseLocalTime(from);
    const closes = to === "24:00" ? null : parseLocalTime(to);
    if (!opens || (!closes && to !== "24:00")) continue;
    const start = atLocal(date, opens, zone);
    const end = closes ? atLocal(date, closes, zone) : date.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds;
    if (end > start) openings.push({ from: start, to: end });
  }
  return openings.sort((a, b) => a.from - b.from);
}

/** `ms` plus so much open time. When the firm is never open, null. */
export function addBusinessTime(ms: number, open: number, firm: Pick<FirmFacts, "hours" | "holidays">, zone: string): number | null {
  const holidays = holidaysOf(firm.holidays);
  let left = open;
  let at = ms;
  let date = inZone(ms, zone).toPlainDate();
  for (let day = 0, idle = 0; idle <= longestSearch && day < 40_000; day++) {
    idle++;
    for (const opening of openingsOn(date, firm, holidays, zone)) {
      if (opening.to <= at) continue;
      idle = 0;
      const begin = Math.max(opening.from, at);
      // Work that is due in no time at all is due at the next opening, not at the closing before it.
      if (left <= opening.to - begin) return begin + left;
      left -= opening.to - begin;
      at = opening.to;
    }
    date = date.add({ days: 1 });
  }
  return null;
}
