/** How dates, times, amounts and lists are written to people: the filters that merge fields have beside Liquid's own. */
import type { Liquid } from "liquidjs";

export interface Place {
  /** IANA zone in which moments are shown. */
  zone: string;
  /** `en-US`, `es-US`: order and words of dates. */
  locale: string;
}

const dayOnly = /^\d{4}-\d\d-\d\d$/;

interface Moment {
  at: Date;
  zone: string;
  hasTime: boolean;
}

/** A fact as a moment; a day without a time is the same day everywhere. Null for what is no date. */
function momentOf(value: unknown, zone: string): Moment | null {
  if (typeof value === "string" && dayOnly.test(value)) return checked(new Date(`${value}T00:00:00Z`), "UTC", false);
  if (typeof value === "string" || typeof value === "number" || value instanceof Date) return checked(new Date(value), zone, true);
  return null;
}

const checked = (at: Date, zone: string, hasTime: boolean): Moment | null => (Number.isNaN(at.getTime()) ? null : { at, zone, hasTime });

const isSpanish = (locale: string) => locale.startsWith("es");

function dayText({ at, zone }: Moment, locale: string, long: boolean): string {
  const style: Intl.DateTimeFormatOptions = isSpanish(locale)
    ? { weekday: "long", day: "numeric", month: "long", ...(long ? { year: "numeric" } : {}) }
    : long
      ? { weekday: "long", month: "long", day: "numeric", year: "numeric" }
      : { weekday: "short", month: "short", day: "numeric" };
  const text = new Intl.DateTimeFormat(locale, { ...style, timeZone: zone }).format(at);
  return isSpanish(locale) ? text.replace(",", "") : text;
}

function timeText({ at, zone, hasTime }: Moment, locale: string): string {
  if (!hasTime) return "";
  const clock = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit", hour12: true, timeZone: zone }).format(at);
  const name = new Intl.DateTimeFormat("en-US", { timeZoneName: "short", timeZone: zone })
    .formatToParts(at)
    .find((part) => part.type === "timeZoneName")?.value;
  const plain = clock
    .replace(/\s/gu, " ")
    .replace(/\b([AP]M)\b/, (half) => half.toLowerCase())
    .replace(/\b([ap])\.\s?m\./, "$1. m.");
  return name ? `${plain} ${name}` : plain;
}

/** `Thu, Dec 10, 10:00 am EST`; in Spanish `jueves 10 de diciembre, 10:00 a. m. EST`. Without a time, the day alone. */
export function whenText(value: unknown, { zone, locale }: Place): string {
  const moment = momentOf(value, zone);
  return moment ? [dayText(moment, locale, false), timeText(moment, locale)].filter(Boolean).join(", ") : "";
}

/** `$3,200`, or `$1,600.50` where there are cents. */
export function moneyText(value: unknown, locale: string): string {
  const amount = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  if (typeof amount !== "number" || !Number.isFinite(amount)) return "";
  const digits = Number.isInteger(amount) ? 0 : 2;
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency: "USD",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount);
}

/**
 * `when`, `day`, `longDay`, `time` (each takes another zone: `{{ occasion.at | when: firm.zone }}`), `money`, and `all`, which writes a
 * list as people do: "a will, a trust and a proxy".
 */
export function registerFormats(engine: Liquid, place: Place): void {
  const moment = (value: unknown, zone: unknown) => momentOf(value, typeof zone === "string" && zone !== "" ? zone : place.zone);
  engine.registerFilter("when", (value: unknown, zone?: unknown) =>
    whenText(value, typeof zone === "string" && zone !== "" ? { ...place, zone } : place),
  );
  const withMoment = (write: (moment: Moment) => string) => (value: unknown, zone?: unknown) => {
    const found = moment(value, zone);
    return found ? write(found) : "";
  };
  engine.registerFilter(
    "day",
    withMoment((found) => dayText(found, place.locale, false)),
  );
  engine.registerFilter(
    "longDay",
    withMoment((found) => dayText(found, place.locale, true)),
  );
  engine.registerFilter(
    "time",
    withMoment((found) => timeText(found, place.locale)),
  );
  engine.registerFilter("money", (value: unknown) => moneyText(value, place.locale));
  engine.registerFilter("all", (value: unknown) =>
    Array.isArray(value)
      ? new Intl.ListFormat(place.locale, { type: "conjunction" }).format(value.map(String)).replace(/, and /, " and ")
      : value,
  );
}
