/**
 * Reading durations where only their form and rough size matter (checks and words). What a duration means on the calendar is
 * decided in engine/time, nowhere else.
 */
import type { Duration } from "../definition/types.ts";

/** ISO 8601-1 §5.5.2.2, whole numbers, weeks together with the rest as Temporal allows. */
export const DURATION_PATTERN =
  "^P(?=\\d|T\\d)(?:\\d{1,4}Y)?(?:\\d{1,5}M)?(?:\\d{1,5}W)?(?:\\d{1,6}D)?(?:T(?=\\d)(?:\\d{1,7}H)?(?:\\d{1,8}M)?(?:\\d{1,9}S)?)?$";
const PARTS = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;
/** The shortest a year, month, week, day, hour, minute and second can be, in seconds. */
const SHORTEST = [365 * DAY, 28 * DAY, 7 * DAY, DAY, 60 * MINUTE, MINUTE, 1];
const LONGEST = [366 * DAY, 31 * DAY, 7 * DAY, DAY, 60 * MINUTE, MINUTE, 1];

export function isDuration(text: unknown): text is Duration {
  return typeof text === "string" && new RegExp(DURATION_PATTERN).test(text);
}

/** Seconds a duration lasts at least; 0 for what is none. */
export function shortestSeconds(duration: unknown): number {
  return seconds(duration, SHORTEST);
}

export function longestSeconds(duration: unknown): number {
  return seconds(duration, LONGEST);
}

function seconds(duration: unknown, lengths: number[]): number {
  const parts = typeof duration === "string" ? PARTS.exec(duration) : null;
  if (!parts) return 0;
  return lengths.reduce((sum, length, index) => sum + Number(parts[index + 1] ?? 0) * length, 0);
}

/** True when it counts whole days only: no hours, minutes or seconds. */
export function isWholeDays(duration: Duration): boolean {
  return !duration.includes("T");
}

/** True when `a` surely ends before `b`, counted from the same moment in whichever month that is. */
export function endsBefore(a: Duration, b: Duration): boolean {
  const [left, right] = [PARTS.exec(a), PARTS.exec(b)];
  if (!left || !right) return false;
  const [monthsA, monthsB] = [months(left), months(right)];
  const [restA, restB] = [rest(left), rest(right)];
  if (monthsA === monthsB) return restA < restB;
  if (monthsA < monthsB && restA <= restB) return true;
  return longestSeconds(a) < shortestSeconds(b);
}

function months(parts: RegExpExecArray): number {
  return Number(parts[1] ?? 0) * 12 + Number(parts[2] ?? 0);
}

/** Seconds of all that is no year or month. */
function rest(parts: RegExpExecArray): number {
  return SHORTEST.reduce((sum, length, index) => (index < 2 ? sum : sum + Number(parts[index + 1] ?? 0) * length), 0);
}
