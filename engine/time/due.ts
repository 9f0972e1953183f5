import type { FirmFacts } from "../run/types.ts";
import { holidaysOf, moveBusinessDays } from "./businessDays.ts";
import { addBusinessTime } from "./businessHours.ts";
import { elapsedPart, moveBy, parseDuration } from "./durations.ts";
import { atLocal, inZone } from "./zones.ts";

/**
 * When something given `due` is due, counted from `ms`. With `businessDays`, days are business days and hours to seconds pass only
 * while the firm is open (`PT15M` is fifteen business minutes). Null for a duration that is none.
 */
export function dueAt(
  ms: number,
  due: string,
  businessDays: boolean,
  firm: Pick<FirmFacts, "hours" | "holidays">,
  zone: string,
): number | null {
  const duration = parseDuration(due);
  if (!duration) return null;
  if (!businessDays) return moveBy(ms, duration, zone);
  try {
    const months = inZone(ms, zone).add({ years: duration.years, months: duration.months });
    const days = duration.weeks * 7 + duration.days;
    const day = days === 0 ? months.toPlainDate() : moveBusinessDays(months.toPlainDate(), days, holidaysOf(firm.holidays));
    if (!day) return null;
    const moved = days === 0 ? months.epochMilliseconds : atLocal(day, months.toPlainTime(), zone);
    const open = elapsedPart(duration);
    return open === 0 ? moved : addBusinessTime(moved, open, firm, zone);
  } catch {
    return null;
  }
}
