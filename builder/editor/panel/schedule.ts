/** A calendar rule (RFC 5545 §3.3.10) as a person sets it: every so often, on which days, at what time. Pure; others are left as they are written. */

export const units = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"] as const;
export type ScheduleUnit = (typeof units)[number];
export const weekdays = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
export type ScheduleDay = (typeof weekdays)[number];

export interface Schedule {
  unit: ScheduleUnit;
  /** Every second, third … */
  every: number;
  /** Of a week. */
  days: ScheduleDay[];
  /** Of a month or year: 1 to 31, or -1 for the last. */
  dayOfMonth: number;
  /** Of a year: 1 to 12. */
  month: number;
  /** "09:00". */
  at: string;
}

const known = new Set(["FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYHOUR", "BYMINUTE"]);
const twoDigits = (text: string) => text.padStart(2, "0");

/** Null for a rule that says more than can be set here. */
export function readSchedule(rule: string): Schedule | null {
  const parts = new Map(
    rule
      .trim()
      .replace(/^RRULE:/, "")
      .split(";")
      .map((part) => part.split("=") as [string, string | undefined]),
  );
  if ([...parts].some(([name, value]) => !known.has(name) || !value)) return null;
  const number = (name: string, usual: number) => (parts.has(name) ? Number(parts.get(name)) : usual);
  const days = parts.get("BYDAY")?.split(",") ?? [];
  const schedule: Schedule = {
    unit: parts.get("FREQ") as ScheduleUnit,
    every: number("INTERVAL", 1),
    days: weekdays.filter((day) => days.includes(day)),
    dayOfMonth: number("BYMONTHDAY", 1),
    month: number("BYMONTH", 1),
    at: `${twoDigits(parts.get("BYHOUR") ?? "9")}:${twoDigits(parts.get("BYMINUTE") ?? "0")}`,
  };
  const plain = units.includes(schedule.unit) && days.length === schedule.days.length && /^\d\d:\d\d$/.test(schedule.at);
  return plain && [schedule.every, schedule.dayOfMonth, schedule.month].every(Number.isInteger) && fitting(schedule, parts)
    ? schedule
    : null;
}

/** Days of the week belong to weeks, days of the month to months and years, months to years: other mixtures say something else. */
function fitting({ unit, every }: Schedule, parts: ReadonlyMap<string, unknown>): boolean {
  if (every < 1) return false;
  if (parts.has("BYDAY") && unit !== "WEEKLY") return false;
  if (parts.has("BYMONTHDAY") !== (unit === "MONTHLY" || unit === "YEARLY")) return false;
  return parts.has("BYMONTH") === (unit === "YEARLY");
}

export function writeSchedule({ unit, every, days, dayOfMonth, month, at }: Schedule): string {
  const [hour = "9", minute = "0"] = at.split(":");
  return [
    `FREQ=${unit}`,
    ...(every > 1 ? [`INTERVAL=${every}`] : []),
    ...(unit === "WEEKLY" ? [`BYDAY=${(days.length > 0 ? days : ["MO"]).join(",")}`] : []),
    ...(unit === "YEARLY" ? [`BYMONTH=${month}`] : []),
    ...(unit === "MONTHLY" || unit === "YEARLY" ? [`BYMONTHDAY=${dayOfMonth}`] : []),
    `BYHOUR=${Number(hour)}`,
    `BYMINUTE=${Number(minute)}`,
  ].join(";");
}
