import { clientDate, locales } from "../i18n/dates.ts";
import type { Language } from "../i18n/words.ts";

/** By weekday, `mon` to `sun`, the stretches the office is open, as `HH:MM`. */
export type OpenHours = Record<string, { from: string; to: string }[]>;

const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
/** A Monday: only its weekday's name is read. */
const monday = Date.UTC(2024, 0, 1, 12);
const words = { en: { to: "to", closed: "Closed" }, es: { to: "a", closed: "Cerrado" } };

/** "Mon to Fri, 9 am to 5 pm EST": days with the same hours together. Empty where no hours are known. */
export function hoursInWords(hours: OpenHours | undefined, zone: string, language: Language, at: Date): string {
  const open = weekdays.map((day, index) => ({ index, times: timesOf(hours?.[day] ?? [], language) })).filter(({ times }) => times);
  const groups: { first: number; last: number; times: string }[] = [];
  for (const { index, times } of open) {
    const last = groups.at(-1);
    if (last?.times === times && last.last === index - 1) last.last = index;
    else groups.push({ first: index, last: index, times });
  }
  if (groups.length === 0) return "";
  const said = groups.map(({ first, last, times }) => {
    const days = first === last ? dayName(first, language) : `${dayName(first, language)} ${words[language].to} ${dayName(last, language)}`;
    return `${days}, ${times}`;
  });
  return `${said.join("; ")} ${zoneShort(zone, language, at)}`;
}

/** "Closed Thu, Nov 26, Thanksgiving Day." */
export function closedInWords(closed: { date: string; name: string } | undefined, language: Language): string {
  if (!closed) return "";
  const day = clientDate(new Date(`${closed.date}T12:00:00Z`), language, { zone: "UTC", dayOnly: true });
  return `${words[language].closed} ${day}, ${closed.name}.`;
}

const dayName = (index: number, language: Language) =>
  new Intl.DateTimeFormat(locales[language], { weekday: "short", timeZone: "UTC" }).format(monday + index * 86_400_000);

const timesOf = (stretches: { from: string; to: string }[], language: Language) =>
  stretches.map(({ from, to }) => `${timeOf(from, language)} ${words[language].to} ${timeOf(to, language)}`).join(", ");

/** "9 am", "5:30 pm". */
function timeOf(time: string, language: Language): string {
  const at = new Date(`2024-01-01T${time}:00Z`);
  const minute = time.endsWith(":00") ? {} : ({ minute: "2-digit" } as const);
  return new Intl.DateTimeFormat(locales[language], { hour: "numeric", ...minute, hour12: true, timeZone: "UTC" })
    .format(at)
    .replace(/\u202f|\u00a0/g, " ")
    .replace(/\b(AM|PM)\b/, (half) => half.toLowerCase());
}

const zoneShort = (zone: string, language: Language, at: Date) =>
  new Intl.DateTimeFormat(locales[language], { timeZone: zone, timeZoneName: "short" })
    .formatToParts(at)
    .find((part) => part.type === "timeZoneName")?.value ?? "";
