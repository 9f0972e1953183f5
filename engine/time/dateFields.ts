import { Temporal } from "temporal-polyfill";
import { parseInstant } from "./instants.ts";
import { atLocal, inZone } from "./zones.ts";

/** What a fact that should be a date holds. A day has no time; a moment has. */
export type DateValue =
  | { kind: "day"; date: Temporal.PlainDate }
  | { kind: "moment"; ms: number }
  | { kind: "missing" }
  | { kind: "unusable"; why: string };

const earliestYear = 1900;
const latestYear = 9000;

/** Reads a date (`2026-03-02`, a day in the flow's zone), a local date-time, or an instant. Nonsense is `unusable`, with the reason in words. */
export function readDate(value: unknown, zone: string): DateValue {
  if (value === undefined || value === null || value === "") return { kind: "missing" };
  if (typeof value !== "string") return { kind: "unusable", why: `holds ${short(value)}, which is not a date` };
  const text = value.trim();
  if (text === "") return { kind: "missing" };
  const read = dayOf(text) ?? momentOf(text, zone);
  if (!read) return { kind: "unusable", why: `holds “${short(text)}”, which is not a date` };
  const year = read.kind === "day" ? read.date.year : inZone(read.ms, zone).year;
  if (year < earliestYear) return { kind: "unusable", why: `holds “${short(text)}”, a date before ${earliestYear}` };
  if (year > latestYear) return { kind: "unusable", why: `holds “${short(text)}”, a date after the year ${latestYear}` };
  return read;
}

function dayOf(text: string): { kind: "day"; date: Temporal.PlainDate } | null {
  if (!/^[+-]?\d{4,6}-\d{2}-\d{2}$/.test(text)) return null;
  try {
    return { kind: "day", date: Temporal.PlainDate.from(text, { overflow: "reject" }) };
  } catch {
    return null;
  }
}

function momentOf(text: string, zone: string): { kind: "moment"; ms: number } | null {
  const instant = parseInstant(text);
  if (instant !== null) return { kind: "moment", ms: instant };
  if (!/^[+-]?\d{4,6}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/.test(text)) return null;
  try {
    const local = Temporal.PlainDateTime.from(text.replace(" ", "T"), { overflow: "reject" });
    return { kind: "moment", ms: atLocal(local.toPlainDate(), local.toPlainTime(), zone) };
  } catch {
    return null;
  }
}

/** The moment after which something "before that date" is too late: the end of a day, or the moment itself. */
export function endOf(value: DateValue, zone: string): number | null {
  if (value.kind === "moment") return value.ms;
  if (value.kind !== "day") return null;
  return value.date.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds - 1;
}

function short(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "nothing");
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
