/** The form of a calendar rule (RFC 5545 §3.3.10): a wrong one is refused when it is written, not when it should ring. */
import { whyNotDate } from "./dates.ts";

const NUMBERS = /^[+-]?\d{1,3}(?:,[+-]?\d{1,3})*$/;
const COUNT = /^[1-9]\d{0,4}$/;
const PARTS: Record<string, RegExp> = {
  FREQ: /^(?:DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: COUNT,
  COUNT,
  UNTIL: /^\d{8}(?:T\d{6}Z?)?$/,
  WKST: /^(?:MO|TU|WE|TH|FR|SA|SU)$/,
  BYDAY: /^(?:[+-]?\d{1,2})?(?:MO|TU|WE|TH|FR|SA|SU)(?:,(?:[+-]?\d{1,2})?(?:MO|TU|WE|TH|FR|SA|SU))*$/,
  BYMONTH: NUMBERS,
  BYMONTHDAY: NUMBERS,
  BYYEARDAY: NUMBERS,
  BYWEEKNO: NUMBERS,
  BYSETPOS: NUMBERS,
  BYHOUR: NUMBERS,
  BYMINUTE: NUMBERS,
  BYSECOND: NUMBERS,
};
const RANGES: Record<string, [number, number]> = {
  BYMONTH: [1, 12],
  BYMONTHDAY: [-31, 31],
  BYYEARDAY: [-366, 366],
  BYWEEKNO: [-53, 53],
  BYSETPOS: [-366, 366],
  BYHOUR: [0, 23],
  BYMINUTE: [0, 59],
  BYSECOND: [0, 59],
};

/** Why a rule is no rule, as the end of a sentence; null when it is one. A `DTSTART` line may precede it. */
export function whyNotRule(text: string): string | null {
  const lines = text.trim().split(/\r?\n/);
  const rule = (lines.pop() ?? "").replace(/^RRULE:/, "");
  for (const line of lines) {
    const start = /^DTSTART(?:;TZID=([^:;]+))?:(\d{8}(?:T\d{6}Z?)?)$/.exec(line);
    if (!start) return `has a line “${line.slice(0, 40)}” that is no DTSTART`;
    if (start[1] !== undefined && !isZone(start[1])) return `names the time zone “${start[1].slice(0, 40)}”, which does not exist`;
    const why = whyNotDate(spread(start[2] ?? ""));
    if (why) return why;
  }
  return whyNotParts(rule);
}

function whyNotParts(rule: string): string | null {
  const seen = new Set<string>();
  for (const part of rule.split(";")) {
    const [name = "", value = ""] = part.split("=");
    if (!Object.hasOwn(PARTS, name)) return `has a part “${name.slice(0, 40)}”, which calendar rules do not have`;
    if (seen.has(name)) return `says ${name} twice`;
    seen.add(name);
    if (!PARTS[name]?.test(value) || !isWithin(name, value)) return `has ${name}=${value.slice(0, 40)}, which cannot be`;
    const why = name === "UNTIL" ? whyNotDate(spread(value)) : null;
    if (why) return why;
  }
  if (!seen.has("FREQ")) return "does not say how often (FREQ)";
  if (seen.has("COUNT") && seen.has("UNTIL")) return "ends twice (COUNT and UNTIL)";
  return null;
}

function isWithin(name: string, value: string): boolean {
  const range = RANGES[name];
  if (!range) return true;
  return value.split(",").every((item) => {
    const number = Number(item);
    return number >= range[0] && number <= range[1] && (number !== 0 || range[0] === 0);
  });
}

/** `20270301T090000` as `2027-03-01T09:00:00`. */
function spread(text: string): string {
  return text.replace(/^(\d{4})(\d\d)(\d\d)/, "$1-$2-$3").replace(/T(\d\d)(\d\d)(\d\d)/, "T$1:$2:$3");
}

export function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
