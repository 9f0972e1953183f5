/** Days and times as a zone's clocks show them. Pure: the browser's own zone never matters. */
const partsIn = (at: Date, zone: string): string =>
  new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    ...{ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  })
    .format(at)
    .replace(" ", "T");

/** "2026-11-23T16:40" as a `datetime-local` field takes it. */
export const localOf = (at: Date, zone: string): string => partsIn(at, zone);
export const dayOf = (at: Date, zone: string): string => partsIn(at, zone).slice(0, 10);

/**
 * The instant at which a zone's clocks show this. A time that the change to summer time leaves out is moved on by that hour; of a time
 * that comes twice, the first is meant.
 */
export function instantOf(local: string, zone: string): Date {
  // Checked by its form first: browsers take the strangest things for dates.
  const wanted = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(local) ? new Date(`${local.slice(0, 16)}:00Z`).getTime() : Number.NaN;
  if (Number.isNaN(wanted)) return new Date(Number.NaN);
  const offsetAt = (at: number) => new Date(`${partsIn(new Date(at), zone)}:00Z`).getTime() - at;
  const offsets = [offsetAt(wanted - 86_400_000), offsetAt(wanted + 86_400_000)];
  const fits = offsets.map((offset) => wanted - offset).filter((at) => at + offsetAt(at) === wanted);
  return new Date(fits.length ? Math.min(...fits) : wanted - (offsets[0] ?? 0));
}

/** Days are `YYYY-MM-DD`. */
export const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  return addDays(day, -((weekday + 6) % 7));
}

export type View = "week" | "month";
export interface Stretch {
  first: string;
  /** One day after the last. */
  until: string;
}

/** The days that a view around a day shows. */
export function stretchOf(view: View, day: string): Stretch {
  if (view === "week") return { first: mondayOf(day), until: addDays(mondayOf(day), 7) };
  const first = `${day.slice(0, 8)}01`;
  return { first, until: `${addDays(first, 31).slice(0, 8)}01` };
}

/** The same day one view later or earlier; in a month, its first. */
export function stepOf(view: View, day: string, by: 1 | -1): string {
  if (view === "week") return addDays(mondayOf(day), 7 * by);
  const { first, until } = stretchOf("month", day);
  return by === 1 ? until : `${addDays(first, -1).slice(0, 8)}01`;
}

export const daysOf = ({ first, until }: Stretch): string[] => {
  const days: string[] = [];
  for (let day = first; day < until; day = addDays(day, 1)) days.push(day);
  return days;
};

/** "23 to 29 November 2026", "November 2026". */
export function stretchWords(view: View, { first, until }: Stretch): string {
  const format = (day: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", ...options }).format(new Date(`${day}T12:00:00Z`));
  if (view === "month") return format(first, { month: "long", year: "numeric" });
  const last = addDays(until, -1);
  const begin = first.slice(0, 7) === last.slice(0, 7) ? { day: "numeric" as const } : { day: "numeric" as const, month: "long" as const };
  return `${format(first, begin)} to ${format(last, { day: "numeric", month: "long", year: "numeric" })}`;
}
