/** The stretches of time a flow is watched over, as days of the firm's calendar. Pure. */
export const stretches = [
  { value: "all", label: "Since it began", days: null },
  { value: "7", label: "Last 7 days", days: 7 },
  { value: "30", label: "Last 30 days", days: 30 },
  { value: "90", label: "Last 90 days", days: 90 },
  { value: "365", label: "Last year", days: 365 },
  { value: "own", label: "From … to …", days: null },
] as const;
export type StretchName = (typeof stretches)[number]["value"];
export const isStretch = (value: string | null): value is StretchName => stretches.some((one) => one.value === value);

/** "last 30 days", "began from 2026-03-01 until 2026-03-31". */
export function stretchWords(name: StretchName, { since, until }: { since: string; until: string }): string {
  if (name !== "own") return (stretches.find((one) => one.value === name)?.label ?? "").toLowerCase();
  return `began${since ? ` from ${since}` : ""}${until ? ` until ${until}` : ""}`;
}

const day = 86_400_000;

/** The day it is in a zone: `YYYY-MM-DD`. */
export const dayIn = (at: Date, zone: string): string =>
  new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(at);

/** From which day to which, both included; what is left out has no end. Days chosen the wrong way round are turned. */
export function daysOf(
  name: StretchName,
  own: { since: string; until: string },
  now: Date,
  zone: string,
): { since?: string; until?: string } {
  if (name === "own") {
    const [since, until] = own.since && own.until && own.since > own.until ? [own.until, own.since] : [own.since, own.until];
    return { ...(since ? { since } : {}), ...(until ? { until } : {}) };
  }
  const days = stretches.find((one) => one.value === name)?.days;
  return days ? { since: dayIn(new Date(now.getTime() - (days - 1) * day), zone) } : {};
}
