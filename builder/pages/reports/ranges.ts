import { zoneName } from "../../components/when.ts";

export type RangeName = "month" | "30" | "90" | "year";
export const rangeChoices: { value: RangeName; label: string }[] = [
  { value: "month", label: "This month" },
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "year", label: "A year" },
];
export const isRange = (value: string | null): value is RangeName => rangeChoices.some((one) => one.value === value);

const day = 86_400_000;

/** The stretch a chip means, until the end of today in the firm's zone. */
export function stretchOf(name: RangeName, now: Date, zone: string): { from: string; to: string } {
  const date = new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(now);
  const to = new Date(midnight(date, zone).getTime() + day);
  if (name === "month") return { from: midnight(`${date.slice(0, 8)}01`, zone).toISOString(), to: to.toISOString() };
  const days = name === "year" ? 365 : Number(name);
  return { from: new Date(to.getTime() - days * day).toISOString(), to: to.toISOString() };
}

/** When a day begins in a zone: guessed in UTC, then moved by what the zone's clocks show. */
function midnight(date: string, zone: string): Date {
  const guess = new Date(`${date}T00:00:00Z`);
  const shown = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" }).format(guess);
  const ahead = new Date(`${shown.replace(" ", "T")}Z`).getTime() - guess.getTime();
  return new Date(guess.getTime() - ahead);
}

/** "1 to 23 November 2026", "25 August to 23 November 2026". */
export function rangeWords(from: Date, to: Date, zone: string): string {
  const last = new Date(to.getTime() - 1);
  const part = (at: Date, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options }).format(at);
  const whole = part(last, { day: "numeric", month: "long", year: "numeric" });
  const sameMonth = part(from, { month: "long", year: "numeric" }) === part(last, { month: "long", year: "numeric" });
  const sameYear = part(from, { year: "numeric" }) === part(last, { year: "numeric" });
  const begin = sameMonth
    ? part(from, { day: "numeric" })
    : part(from, { day: "numeric", month: "long", ...(sameYear ? {} : { year: "numeric" }) });
  return `${begin} to ${whole} (${zoneName(last, zone)})`;
}
