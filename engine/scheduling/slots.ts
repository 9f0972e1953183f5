/**
 * Open slots for an appointment: pure arithmetic over weekly hours, days off and what is already planned.
 * Instants are epoch milliseconds; local times are `HH:MM` in the firm's zone; a day is `YYYY-MM-DD` there.
 */
import { Temporal } from "temporal-polyfill";

export interface BookingRules {
  /** Length of the appointment in minutes. */
  minutes: number;
  /** Minutes kept free before and after. */
  bufferBefore: number;
  bufferAfter: number;
  /** No slot begins sooner than this many minutes from now. */
  minimumNotice: number;
  /** How many days ahead slots are offered, today included. */
  horizonDays: number;
  /** Slots begin every so many minutes from the opening. */
  every: number;
}
export type WeeklyHours = Record<string, { from: string; to: string }[] | undefined>;
export interface Busy {
  from: number;
  to: number;
}
export interface Person {
  id: string;
  hours: WeeklyHours;
  /** Taken time, buffers of those appointments included. Any order, may overlap. */
  busy: Busy[];
}
export interface Slot {
  startsAt: number;
  endsAt: number;
  /** Everybody who is free then. */
  staff: string[];
}

const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
const minute = 60_000;

/** Every open slot within the horizon, in order, each with who is free. */
export function openSlots(rules: BookingRules, people: Person[], zone: string, holidays: ReadonlySet<string>, now: number): Slot[] {
  const first = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate();
  const earliest = now + rules.minimumNotice * minute;
  const found = new Map<number, Slot>();
  for (const person of people) {
    const busy = merged(person.busy);
    for (let ahead = 0; ahead < rules.horizonDays; ahead += 1) {
      const day = first.add({ days: ahead });
      if (holidays.has(day.toString())) continue;
      for (const start of startsOn(day, person.hours, zone, rules)) {
        if (start < earliest || clashes(busy, start - rules.bufferBefore * minute, start + (rules.minutes + rules.bufferAfter) * minute))
          continue;
        const slot = found.get(start) ?? { startsAt: start, endsAt: start + rules.minutes * minute, staff: [] };
        slot.staff.push(person.id);
        found.set(start, slot);
      }
    }
  }
  return [...found.values()].sort((a, b) => a.startsAt - b.startsAt);
}

/** Where slots may begin on a day: within each stretch of hours, in elapsed time, so that a clock change neither adds nor loses one. */
function startsOn(day: Temporal.PlainDate, hours: WeeklyHours, zone: string, rules: BookingRules): number[] {
  const stretches = hours[weekdays[day.dayOfWeek - 1] ?? "mon"] ?? [];
  return stretches.flatMap(({ from, to }) => {
    const opens = at(day, from, zone);
    const closes = at(day, to, zone);
    const starts: number[] = [];
    for (let start = opens; start + rules.minutes * minute <= closes; start += rules.every * minute) starts.push(start);
    return starts;
  });
}

function at(day: Temporal.PlainDate, time: string, zone: string): number {
  const local = time === "24:00" ? day.add({ days: 1 }).toPlainDateTime("00:00") : day.toPlainDateTime(time);
  return local.toZonedDateTime(zone, { disambiguation: "compatible" }).epochMilliseconds;
}

/** Sorted and without overlaps, for a binary search. */
function merged(busy: Busy[]): Busy[] {
  const sorted = [...busy].sort((a, b) => a.from - b.from);
  const result: Busy[] = [];
  for (const one of sorted) {
    const last = result.at(-1);
    if (last && one.from <= last.to) last.to = Math.max(last.to, one.to);
    else result.push({ ...one });
  }
  return result;
}

function clashes(busy: Busy[], from: number, to: number): boolean {
  let low = 0;
  let high = busy.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const one = busy[middle];
    if (one && one.to <= from) low = middle + 1;
    else high = middle;
  }
  const next = busy[low];
  return next !== undefined && next.from < to;
}
