import type { Language } from "./words.ts";

export const locales: Record<Language, string> = { en: "en-US", es: "es-US" };

export interface ClientDateOptions {
  zone: string;
  /** A day without a time. */
  dayOnly?: boolean;
}

/** A moment as clients read it, in their order and with weekday and zone: "Thu, Dec 10, 10:00 am EST". */
export function clientDate(at: Date, language: Language, { zone, dayOnly = false }: ClientDateOptions): string {
  const locale = locales[language];
  const day = new Intl.DateTimeFormat(locale, { timeZone: zone, weekday: "short", month: "short", day: "numeric" }).format(at);
  if (dayOnly) return day;
  return `${day}, ${clientTime(at, language, zone)}`;
}

/** "10:00 am EST". */
export function clientTime(at: Date, language: Language, zone: string): string {
  const time = new Intl.DateTimeFormat(locales[language], {
    timeZone: zone,
    hour: "numeric",
    minute: "2-digit",
    hour12: true,
    timeZoneName: "short",
  });
  return time
    .format(at)
    .replace(/\u202f|\u00a0/g, " ")
    .replace(/\b(AM|PM)\b/, (half) => half.toLowerCase());
}
