import { Temporal } from "temporal-polyfill";
import type { Wait } from "../definition/types.ts";
import { businessDayFrom, type Holidays, moveBusinessDays } from "./businessDays.ts";
import { readDate } from "./dateFields.ts";
import { calendarPart, elapsedPart, moveBy, parseDuration } from "./durations.ts";
import { countsMonths, type Monthly, nextMonthly } from "./monthly.ts";
import { openFrom } from "./windows.ts";
import { atLocal, inZone, parseLocalTime } from "./zones.ts";

/** When a wait ends, in all its forms (DESIGN §3). Nothing here throws, whatever a file or a record holds. */

export type WaitFields = Pick<Wait, "for" | "instant" | "field" | "before" | "after" | "businessDays" | "at" | "window">;

export interface WaitContext {
  /** Milliseconds: when the token arrived. */
  arrival: number;
  zone: string;
  holidays: Holidays;
  /** What the fact `field` holds now. */
  value?: unknown;
  /** Inside a repeat: where the last of these monthly waits ended. */
  monthly?: Monthly | undefined;
}

export type WaitPlan =
  /** `until` is when it ends; `planned` the same before the window was applied. */
  | { kind: "until"; until: number; planned: number }
  | { kind: "missing" }
  | { kind: "past"; planned: number }
  | { kind: "unusable"; why: string };

const usualTime = new Temporal.PlainTime(9);

export function planWait(wait: WaitFields, context: WaitContext): WaitPlan {
  try {
    const moment = plannedMoment(wait, context);
    if (typeof moment !== "number") return moment;
    if (endsAtADate(wait) && moment < context.arrival) return { kind: "past", planned: moment };
    if (!wait.window) return { kind: "until", until: moment, planned: moment };
    const opening = openFrom(moment, wait.window, context.zone);
    return opening === null ? unusable("its window never opens") : { kind: "until", until: opening, planned: moment };
  } catch {
    return unusable("its end is out of the calendar");
  }
}

/** A moment that may already be gone, unlike a duration or a window. */
function endsAtADate(wait: WaitFields): boolean {
  return wait.field !== undefined || momentText(wait) !== undefined;
}

/** The moment of `instant`; `at` may hold one too, where it is the wait's only end. */
function momentText(wait: WaitFields): string | undefined {
  if (wait.instant !== undefined) return wait.instant;
  return wait.for === undefined && wait.field === undefined && wait.at?.includes("T") ? wait.at : undefined;
}

function plannedMoment(wait: WaitFields, context: WaitContext): number | WaitPlan {
  if (wait.for !== undefined) return afterDuration(wait, wait.for, context);
  if (wait.field !== undefined) return aroundDate(wait, context);
  const moment = momentText(wait);
  if (moment === undefined) return wait.window ? context.arrival : unusable("it says no end");
  const read = readDate(moment, context.zone);
  if (read.kind === "moment") return read.ms;
  if (read.kind === "day") return atLocal(read.date, usualTime, context.zone);
  return unusable(`its end “${moment}” is no moment`);
}

function afterDuration(wait: WaitFields, text: string, context: WaitContext): number | WaitPlan {
  const duration = parseDuration(text);
  if (!duration) return unusable(`“${text}” is no duration`);
  const reached = wait.businessDays
    ? afterBusinessDays(duration, context)
    : context.monthly && countsMonths(duration)
      ? nextMonthly(context.monthly, duration, context.arrival, context.zone)
      : moveBy(context.arrival, duration, context.zone);
  if (reached === null) return unusable(wait.businessDays ? "it finds no business day" : "its end is out of the calendar");
  if (wait.at === undefined) return reached;
  const time = parseLocalTime(wait.at);
  if (!time) return unusable(`“${wait.at}” is no time of day`);
  return onDayReached(reached, time, wait.businessDays === true, context);
}

function afterBusinessDays(duration: Temporal.Duration, { arrival, zone, holidays }: WaitContext): number | null {
  const local = inZone(arrival, zone);
  const count = wholeDays(duration);
  if (count === null) return null;
  if (count === 0) return arrival;
  const day = moveBusinessDays(local.toPlainDate(), count, holidays);
  return day && atLocal(day, local.toPlainTime(), zone);
}

/** `at` on the day reached; when that is not after the arrival, on the next (business) day. A wait that counts business days ends on none other. */
function onDayReached(
  reached: number,
  time: Temporal.PlainTime,
  business: boolean,
  { arrival, zone, holidays }: WaitContext,
): number | WaitPlan {
  const reachedDay = inZone(reached, zone).toPlainDate();
  const day = business ? businessDayFrom(reachedDay, holidays) : reachedDay;
  const first = day && atLocal(day, time, zone);
  if (first !== null && first > arrival) return first;
  const next = day && (business ? moveBusinessDays(day, 1, holidays) : day.add({ days: 1 }));
  return next ? atLocal(next, time, zone) : unusable("it finds no business day");
}

function aroundDate(wait: WaitFields, context: WaitContext): number | WaitPlan {
  const { zone, holidays } = context;
  const value = readDate(context.value, zone);
  if (value.kind === "missing") return { kind: "missing" };
  if (value.kind === "unusable") return unusable(`“${wait.field}” ${value.why}`);
  const text = wait.before ?? wait.after ?? "PT0S";
  const offset = parseDuration(text);
  if (!offset) return unusable(`“${text}” is no duration`);
  const sign = wait.before !== undefined ? -1 : 1;
  const time = wait.at === undefined ? null : parseLocalTime(wait.at);
  if (wait.at !== undefined && !time) return unusable(`“${wait.at}” is no time of day`);

  const business = wait.businessDays === true;
  const days = business ? wholeDays(offset) : 0;
  if (days === null) return unusable(`“${text}” is not in whole days`);
  const moveDay = (day: Temporal.PlainDate) =>
    business ? moveBusinessDays(day, days, holidays, sign) : sign > 0 ? day.add(calendarPart(offset)) : day.subtract(calendarPart(offset));

  if (value.kind === "day") {
    const day = moveDay(value.date);
    if (!day) return unusable("it finds no business day");
    return atLocal(day, time ?? usualTime, zone) + sign * elapsedPart(offset);
  }
  const local = inZone(value.ms, zone);
  const day = moveDay(local.toPlainDate());
  if (!day) return unusable("it finds no business day");
  const moved = (days === 0 && sameDay(day, local) ? value.ms : atLocal(day, local.toPlainTime(), zone)) + sign * elapsedPart(offset);
  return time ? atLocal(inZone(moved, zone).toPlainDate(), time, zone) : moved;
}

/** A moment in a repeated hour stays the one it is when the day does not move. */
function sameDay(day: Temporal.PlainDate, local: Temporal.ZonedDateTime): boolean {
  return day.equals(local.toPlainDate());
}

/** How many days, weeks being seven; null for years, months and hours, which business days cannot count. */
function wholeDays(duration: Temporal.Duration): number | null {
  if (duration.years > 0 || duration.months > 0 || elapsedPart(duration) > 0) return null;
  return duration.weeks * 7 + duration.days;
}

function unusable(why: string): WaitPlan {
  return { kind: "unusable", why };
}
