/** Dates as the staff read them: "Fri 27 Nov, 10:00 EST". Pure, so that lists, stories and the preview say the same. */

export interface WhenOptions {
  /** IANA name of the zone to tell the time in. */
  zone: string;
  /** "Today" and "Yesterday" are told against this moment; left out, days are always named. */
  now?: Date;
  /** Leave the zone out where the line above already says it. */
  showZone?: boolean;
  /** A day without a time, as for a deadline. */
  dayOnly?: boolean;
}

interface Parts {
  weekday: string;
  day: string;
  month: string;
  year: string;
  time: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formats.set(key, made);
  return made;
}

function partsOf(at: Date, zone: string): Parts {
  const parts: Record<string, string> = {};
  const format = formatOf("en-GB", {
    timeZone: zone,
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  for (const { type, value } of format.formatToParts(at)) parts[type] = value;
  return {
    weekday: parts["weekday"] ?? "",
    day: parts["day"] ?? "",
    month: (parts["month"] ?? "").replace("Sept", "Sep"),
    year: parts["year"] ?? "",
    time: `${parts["hour"]}:${parts["minute"]}`,
  };
}

/** "EST", "CEST", "GMT+5:30": the zone's short name at that moment. */
export function zoneName(at: Date, zone: string): string {
  const name = (locale: string) =>
    formatOf(locale, { timeZone: zone, timeZoneName: "short" })
      .formatToParts(at)
      .find((part) => part.type === "timeZoneName")?.value ?? "";
  const american = name("en-US");
  return american.startsWith("GMT") ? name("en-GB") : american;
}

const dayKey = (at: Date, zone: string) => {
  const { day, month, year } = partsOf(at, zone);
  return `${day} ${month} ${year}`;
};

const oneDay = 86_400_000;
const halfAYear = 182 * oneDay;

/** The day and the time apart, because a line sets them in different weights. */
export function whenParts(at: Date, options: WhenOptions): { day: string; time: string } {
  const { zone, now, showZone = true, dayOnly = false } = options;
  const parts = partsOf(at, zone);
  const farAway = now !== undefined && Math.abs(at.getTime() - now.getTime()) > halfAYear && partsOf(now, zone).year !== parts.year;
  const named = `${parts.weekday} ${parts.day} ${parts.month}${farAway ? ` ${parts.year}` : ""}`;
  let day = named;
  if (now && dayKey(now, zone) === dayKey(at, zone)) day = "Today";
  else if (now && dayKey(new Date(now.getTime() - oneDay), zone) === dayKey(at, zone)) day = "Yesterday";
  if (dayOnly) return { day, time: "" };
  return { day, time: showZone ? `${parts.time} ${zoneName(at, zone)}` : parts.time };
}

export function formatWhen(at: Date, options: WhenOptions): string {
  const { day, time } = whenParts(at, options);
  return time ? `${day}, ${time}` : day;
}

/** "6 minutes", "3 hours", "2 days": how long ago or until, in one unit. */
export function howLong(from: Date, to: Date): string {
  const minutes = Math.max(0, Math.round(Math.abs(to.getTime() - from.getTime()) / 60_000));
  const [count, unit] =
    minutes < 60 ? [minutes, "minute"] : minutes < 48 * 60 ? [Math.floor(minutes / 60), "hour"] : [Math.floor(minutes / 1440), "day"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/** The heading over a day's lines: "Today, Mon 23 Nov". */
export function dayHeading(at: Date, zone: string, now: Date): string {
  const { day } = whenParts(at, { zone, now, dayOnly: true });
  const { day: named } = whenParts(at, { zone, dayOnly: true });
  return day === "Today" || day === "Yesterday" ? `${day}, ${named}` : day;
}
