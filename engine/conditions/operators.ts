/**
 * The operators conditions may use: JsonLogic's own without its ways out (no `method`, `log`, `try`, `val`), and four of ours.
 * Comparisons never throw: what cannot be compared is not smaller and not larger.
 */
import { defaultMethods } from "json-logic-engine";
import { Temporal } from "temporal-polyfill";
import { operators } from "./operatorList.ts";
import { readPath } from "./paths.ts";

type Method = (args: unknown[], context: unknown) => unknown;

/** Methods for one evaluation: `now` and `zone` are those of the decision. */
export function methodsAt(now: string, zone: string): Record<string, unknown> {
  const own: Record<string, Method> = {
    var: ([path, fallback], context) => readVar(context, path) ?? fallback ?? null,
    "<": (args) => inOrder(args, (order) => order < 0),
    "<=": (args) => inOrder(args, (order) => order <= 0),
    ">": (args) => inOrder(args, (order) => order > 0),
    ">=": (args) => inOrder(args, (order) => order >= 0),
    in: ([item, holder]) => isIn(item, holder),
    contains: ([holder, item]) => contains(holder, item),
    isEmpty: ([value]) => isEmpty(value),
    daysUntil: ([value]) => daysUntil(value, now, zone),
    daysSince: ([value]) => {
      const days = daysUntil(value, now, zone);
      return days === null ? null : -days || 0;
    },
  };
  const inherited = Object.fromEntries(
    operators.filter(({ name }) => !(name in own)).map(({ name }) => [name, (defaultMethods as Record<string, unknown>)[name]]),
  );
  return withBudget({ ...inherited, ...own });
}

/** So many operations in one evaluation, long texts counting as many: a condition that goes on and on would keep everybody else waiting. */
const mostOperations = 100_000;
const charactersAnOperation = 100;

type Call = (...args: never[]) => unknown;

/** The same methods, which stop where a condition goes through lists within lists within lists. */
function withBudget(methods: Record<string, unknown>): Record<string, unknown> {
  let left = mostOperations;
  const counted = (call: Call): Call => {
    return (...args) => {
      left -= 1;
      if (left < 0) throw new Error("This condition goes on without end.");
      const value = call(...args);
      if (typeof value === "string") left -= value.length / charactersAnOperation;
      return value;
    };
  };
  return Object.fromEntries(
    Object.entries(methods).map(([name, method]) => {
      if (typeof method === "function") return [name, Object.assign(counted(method as Call), method)];
      const { method: call, ...rest } = method as { method: Call };
      return [name, { ...rest, method: counted(call) }];
    }),
  );
}

function readVar(context: unknown, path: unknown): unknown {
  if (path === "" || path === null || path === undefined) return context;
  return readPath(context, String(path));
}

function inOrder(values: unknown[], holds: (order: number) => boolean): boolean {
  return values.slice(1).every((value, index) => {
    const order = compare(values[index], value);
    return order !== null && holds(order);
  });
}

/** Negative, zero or positive; null for what has no order. Dates compare as text, which ISO 8601 is made for. */
function compare(a: unknown, b: unknown): number | null {
  const [left, right] = [toNumber(a), toNumber(b)];
  if (left !== null && right !== null) return left - right;
  if (typeof a !== "string" || typeof b !== "string" || a === "" || b === "") return null;
  return a < b ? -1 : a > b ? 1 : 0;
}

function toNumber(value: unknown): number | null {
  if (typeof value === "number") return Number.isNaN(value) ? null : value;
  if (typeof value !== "string" || value.trim() === "") return null;
  const number = Number(value);
  return Number.isNaN(number) ? null : number;
}

function isIn(item: unknown, holder: unknown): boolean {
  if (Array.isArray(holder)) return holder.includes(item);
  return typeof holder === "string" && typeof item === "string" && item !== "" && holder.includes(item);
}

/** A list contains an item; a text contains a text, whatever the case. */
function contains(holder: unknown, item: unknown): boolean {
  if (Array.isArray(holder)) return holder.some((entry) => entry === item || (typeof entry === "string" && sameText(entry, item)));
  if (typeof holder !== "string" || item === null || item === undefined || item === "") return false;
  return holder.toLowerCase().includes(String(item).toLowerCase());
}

function sameText(a: string, b: unknown): boolean {
  return typeof b === "string" && a.toLowerCase() === b.toLowerCase();
}

export function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (typeof value === "string") return value.trim() === "";
  if (typeof value === "object") return Object.keys(value).length === 0;
  return false;
}

/** Calendar days from today to a date or moment, both in the zone; null where there is no date. */
function daysUntil(value: unknown, now: string, zone: string): number | null {
  if (typeof value !== "string") return null;
  const today = Temporal.Instant.from(now).toZonedDateTimeISO(zone).toPlainDate();
  const day = dayOf(value, zone);
  return day === null ? null : today.until(day, { largestUnit: "days" }).days;
}

function dayOf(value: string, zone: string): Temporal.PlainDate | null {
  try {
    const offset = /^\d{4}-\d\d-\d\dT.*(?:Z|[+-]\d\d:?\d\d)$/i.test(value);
    return offset ? Temporal.Instant.from(value).toZonedDateTimeISO(zone).toPlainDate() : Temporal.PlainDate.from(value);
  } catch {
    return null;
  }
}
