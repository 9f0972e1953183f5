/** Open slots by the days and months of the zone a visitor reads them in. A day is `YYYY-MM-DD`, a month `YYYY-MM`. */
export interface OpenSlot {
  startsAt: string;
  endsAt: string;
}

const formatters = new Map<string, Intl.DateTimeFormat>();
function dayFormatter(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" });
  formatters.set(zone, made);
  return made;
}

export const dayIn = (at: string | Date, zone: string): string => dayFormatter(zone).format(new Date(at));
export const hourIn = (at: string, zone: string): number =>
  Number(new Intl.DateTimeFormat("en-US", { timeZone: zone, hour: "2-digit", hourCycle: "h23" }).format(new Date(at)));

export function byDay(slots: OpenSlot[], zone: string): Map<string, OpenSlot[]> {
  const days = new Map<string, OpenSlot[]>();
  for (const slot of slots) {
    const day = dayIn(slot.startsAt, zone);
    const known = days.get(day);
    if (known) known.push(slot);
    else days.set(day, [slot]);
  }
  return days;
}

/** The weeks of a month, Sunday first; null for days of other months. */
export function weeksOf(month: string): (string | null)[][] {
  const [year = 2000, number = 1] = month.split("-").map(Number);
  const first = new Date(Date.UTC(year, number - 1, 1));
  const count = new Date(Date.UTC(year, number, 0)).getUTCDate();
  const cells: (string | null)[] = Array.from({ length: first.getUTCDay() }, () => null);
  for (let day = 1; day <= count; day += 1) cells.push(`${month}-${String(day).padStart(2, "0")}`);
  while (cells.length % 7) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

export function monthAfter(month: string, by: 1 | -1): string {
  const [year = 2000, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

/** The visitor's zone, the firm's, and the zones of the United States, each once. */
export function zonesFor(firm: string, visitor: string): string[] {
  const usual = [
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
    "America/Puerto_Rico",
  ];
  return [...new Set([visitor, firm, ...usual])];
}

/** "Eastern Time, New York (EST)". */
export function zoneWords(zone: string, locale: string, at: Date): string {
  const name = (style: "longGeneric" | "short") =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: style }).formatToParts(at).find((part) => part.type === "timeZoneName")
      ?.value ?? zone;
  return `${name("longGeneric")}, ${(zone.split("/").pop() ?? zone).replace(/_/g, " ")} (${name("short")})`;
}
