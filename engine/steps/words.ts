/** Plain words for cards, tabs and documentation. Half-drawn steps come here too, so missing values read as an ellipsis. */
import type { Duration, SendWindow, Weekday } from "../definition/types.ts";

const UNITS: [RegExp, string][] = [
  [/(\d+)Y/, "year"],
  [/(\d+)M/, "month"],
  [/(\d+)W/, "week"],
  [/(\d+)D/, "day"],
];
const CLOCK_UNITS: [RegExp, string][] = [
  [/(\d+)H/, "hour"],
  [/(\d+)M/, "minute"],
  [/(\d+)(?:\.\d+)?S/, "second"],
];

/** `P1Y2M` reads "1 year 2 months", `PT12H` "12 hours". */
export function spoken(duration: Duration | undefined, businessDays = false): string {
  if (typeof duration !== "string") return "…";
  const [date = "", clock = ""] = duration.replace(/^P/, "").split("T");
  const words = [...pick(date, UNITS), ...pick(clock, CLOCK_UNITS)];
  if (words.length === 0) return "no time";
  const said = words.join(" ");
  return businessDays ? said.replace(/\bday/, "business day") : said;
}

function pick(part: string, units: [RegExp, string][]): string[] {
  return units.flatMap(([pattern, unit]) => {
    const amount = Number(pattern.exec(part)?.[1] ?? 0);
    return amount === 0 ? [] : [`${amount} ${unit}${amount === 1 ? "" : "s"}`];
  });
}

export function quoted(value: unknown): string {
  return typeof value === "string" && value !== "" ? `“${value}”` : "…";
}

/** `["client", "spouse"]` reads "client and spouse". */
export function listed(values: unknown, last = "and"): string {
  const items = Array.isArray(values) ? values.filter((value): value is string => typeof value === "string" && value !== "") : [];
  if (items.length === 0) return "…";
  if (items.length === 1) return items[0] ?? "…";
  return `${items.slice(0, -1).join(", ")} ${last} ${items.at(-1)}`;
}

const DAYS: Record<Weekday, string> = { mon: "Mon", tue: "Tue", wed: "Wed", thu: "Thu", fri: "Fri", sat: "Sat", sun: "Sun" };
const WEEK = Object.keys(DAYS);

/** `Tue–Fri 10:00–16:00`, or days listed where they do not follow each other. */
export function spokenWindow(window: SendWindow | undefined): string {
  if (!window || !Array.isArray(window.days)) return "…";
  const places = window.days
    .map((day) => WEEK.indexOf(day))
    .filter((place) => place >= 0)
    .sort((a, b) => a - b);
  const names = places.map((place) => DAYS[WEEK[place] as Weekday]);
  const first = places[0] ?? 0;
  const inARow = places.length > 2 && places.every((place, index) => place === first + index);
  return `${inARow ? `${names[0]}–${names.at(-1)}` : names.join(", ") || "…"} ${window.from ?? "…"}–${window.to ?? "…"}`;
}

/** The parts of a card's second line that have something to say, apart by middle dots. */
export function line(...parts: (string | false | undefined | null)[]): string {
  return parts.filter(Boolean).join(" · ");
}

/** The start of a text, for a card. */
export function excerpt(text: unknown, length = 60): string {
  if (typeof text !== "string" || text.trim() === "") return "…";
  const one = text.replace(/\s+/g, " ").trim();
  return one.length <= length ? one : `${one.slice(0, length - 1).trimEnd()}…`;
}

/** "skip if 12 hours late", or nothing where the default holds. */
export function spokenLateness(late: { after: Duration; then: string } | undefined): string | undefined {
  if (!late || typeof late !== "object") return undefined;
  const what = late.then === "skip" ? "skip" : late.then === "nextWindow" ? "wait for the next window" : "send even";
  return `${what} if ${spoken(late.after)} late`;
}
