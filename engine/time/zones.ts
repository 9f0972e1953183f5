import { Temporal } from "temporal-polyfill";

/** Local times as Temporal means them: a time a clock change skips moves forward by the gap, a repeated one is the earlier ("compatible"). */

const known = new Map<string, boolean>();

/** Whether this machine knows the time zone (IANA name or offset). */
export function isZone(zone: unknown): zone is string {
  if (typeof zone !== "string" || zone === "" || zone.length > 64) return false;
  const before = known.get(zone);
  if (before !== undefined) return before;
  let answer = true;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
  } catch {
    answer = false;
  }
  if (known.size > 1000) known.clear();
  known.set(zone, answer);
  return answer;
}

/** The first of these that is a time zone, else UTC. */
export function firstZone(...zones: unknown[]): string {
  return zones.find(isZone) ?? "UTC";
}

export function inZone(ms: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);
}

/** The instant of a local day and time. */
export function atLocal(date: Temporal.PlainDate, time: Temporal.PlainTime, zone: string): number {
  return date.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds;
}

/** When the day after this moment's begins, by the wall clock there. */
export function nextDay(ms: number, zone: string): number {
  return inZone(ms, zone).toPlainDate().add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds;
}

const hourMinute = /^([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/;

/** `HH:MM` (or `HH:MM:SS`) as a local time; null for anything else. */
export function parseLocalTime(text: unknown): Temporal.PlainTime | null {
  const match = typeof text === "string" ? hourMinute.exec(text) : null;
  if (!match) return null;
  return new Temporal.PlainTime(Number(match[1]), Number(match[2]), Number(match[3] ?? 0));
}
