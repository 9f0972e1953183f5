import type { SendWindow, Weekday } from "../definition/types.ts";
import { type Holidays, holidaysOf } from "./businessDays.ts";
import { holidaysAround } from "./legalHolidays.ts";
import { federalHours, type Stretch, stateHours, stateZones, strictestHours, type TextingHours } from "./textingLaws.ts";
import { openFrom } from "./windows.ts";
import { isZone } from "./zones.ts";

/** Where somebody is, as far as it is known: one zone, or all that their state has. */
export interface Place {
  zones: readonly string[];
  state?: string;
}

/** From a person's zone, their state, or the state in their address; null when none says. (A number's area code says nothing: numbers move.) */
export function placeOf(person: { zone?: unknown; state?: unknown; address?: unknown }): Place | null {
  const state = stateIn(person.state) ?? stateIn(inAddress(person.address));
  if (isZone(person.zone)) return { zones: [person.zone], ...(state ? { state } : {}) };
  const zones = state ? stateZones[state] : undefined;
  return state && zones ? { zones, state } : null;
}

function stateIn(value: unknown): string | undefined {
  const code = typeof value === "string" ? value.trim().toUpperCase() : "";
  return Object.hasOwn(stateZones, code) ? code : undefined;
}

/** The state before the ZIP code: `… Albany, NY 12207`. */
function inAddress(address: unknown): string | undefined {
  return typeof address === "string" ? /\b([A-Z]{2})[\s,]+\d{5}(?:-\d{4})?\s*$/.exec(address.trim())?.[1] : undefined;
}

const none = holidaysOf([]);
const week: readonly Weekday[] = ["mon", "tue", "wed", "thu", "fri"];

/**
 * `ms` itself when a text may arrive then, else the next moment at which one may. Where the place is unknown the strictest hours hold, in
 * `usualZone`; where a state has several zones, the hours hold in all of them.
 */
export function textFrom(ms: number, place: Place | null, marketing: boolean, usualZone: string): number {
  const hours = place ? ((place.state ? stateHours[place.state] : undefined) ?? federalHours) : strictestHours;
  const windows = windowsOf(hours, marketing);
  const without = marketing ? hours.noMarketingOnHolidaysOf : undefined;
  const holidays = without ? holidaysAround(ms, without) : none;
  const zones = place?.zones ?? [usualZone];
  let at = ms;
  for (let round = 0; round < 30; round++) {
    const next = Math.max(...zones.map((zone) => openInAny(at, windows, zone, holidays)));
    if (next === at) return at;
    at = next;
  }
  return at;
}

function windowsOf(hours: TextingHours, marketing: boolean): SendWindow[] {
  const open = (days: Weekday[], [from, to]: Stretch): SendWindow => ({ days, from, to });
  const windows = [open([...week], hours.weekdays), open(["sat"], hours.saturday), open(["sun"], hours.sunday)];
  return marketing ? windows.filter(({ days }) => !hours.noMarketingOn?.some((day) => days.includes(day))) : windows;
}

function openInAny(ms: number, windows: SendWindow[], zone: string, holidays: Holidays): number {
  return Math.min(...windows.map((window) => openFrom(ms, window, zone, holidays) ?? Number.POSITIVE_INFINITY));
}
