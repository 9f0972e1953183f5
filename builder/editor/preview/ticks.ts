/** The days that are named below a preview's time, so that one sees how long it all takes. Pure. */
import { whenParts } from "../../components/when.ts";
import { addDays, dayOf, instantOf } from "../../pages/calendar/zoned.ts";

export interface Tick {
  /** In milliseconds, at the beginning of the day. */
  at: number;
  /** "23 Nov". */
  label: string;
}

/** Days from one to the next; the shortest that gives no more than are read at a glance. */
const steps = [1, 2, 7, 14, 28, 56, 91, 182, 364];
const most = 9;
const day = 86_400_000;

/** From the first midnight on; what ends within a day or so needs none. */
export function ticksOf(starts: number, ends: number, zone: string): Tick[] {
  const length = ends - starts;
  if (length < 2 * day) return [];
  const step = steps.find((days) => length / (days * day) <= most) ?? 364;
  const ticks: Tick[] = [];
  for (let on = addDays(dayOf(new Date(starts), zone), 1); ; on = addDays(on, step)) {
    const at = instantOf(`${on}T00:00`, zone).getTime();
    // One that would stand over the end is left to what is said there.
    if (at > ends - length / 25) return ticks;
    const { day: words } = whenParts(new Date(at), { zone, dayOnly: true, now: new Date() });
    ticks.push({ at, label: words.replace(/^\w+ (?=\d)/, "") });
  }
}
