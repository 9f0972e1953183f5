/** Between a condition as it is saved (JsonLogic) and as it is edited (groups of rules). Pure; what cannot be said in rules gives null. */
import type { Condition } from "../../../engine/definition/types.ts";

export type Scalar = string | number | boolean;
export interface Rule {
  id?: string;
  field: string;
  operator: string;
  value: Scalar | Scalar[] | null;
}
export interface Group {
  id?: string;
  combinator: "and" | "or";
  not?: boolean;
  rules: (Rule | Group)[];
}

/** How each operator of the builder reads as JsonLogic. `days…` compare whole days from today. */
export const OPERATORS = [
  "==",
  "!=",
  "<",
  "<=",
  ">",
  ">=",
  "in",
  "notIn",
  "contains",
  "lacks",
  "isEmpty",
  "notEmpty",
  "daysUntil<=",
  "daysUntil>=",
  "daysSince<=",
  "daysSince>=",
] as const;
export type Operator = (typeof OPERATORS)[number];

const NO_VALUE = new Set<string>(["isEmpty", "notEmpty"]);
export const takesNoValue = (operator: string): boolean => NO_VALUE.has(operator);
export const takesList = (operator: string): boolean => operator === "in" || operator === "notIn";
export const takesDays = (operator: string): boolean => operator.startsWith("days");

export const isGroup = (rule: Rule | Group): rule is Group => "rules" in rule;

export function toLogic(group: Group): Condition {
  const parts = group.rules.map((rule) => (isGroup(rule) ? toLogic(rule) : ruleLogic(rule))).filter((part) => Object.keys(part).length > 0);
  const [first] = parts;
  if (!first) return {};
  const joined: Condition = parts.length === 1 ? first : { [group.combinator]: parts };
  return group.not ? { "!": [joined] } : joined;
}

function ruleLogic({ field, operator, value }: Rule): Condition {
  if (!field) return {};
  const read = { var: field };
  if (operator === "notIn") return { "!": [{ in: [read, listOf(value)] }] };
  if (operator === "in") return { in: [read, listOf(value)] };
  if (operator === "lacks") return { "!": [{ contains: [read, value] }] };
  // Before or after what day is not said yet.
  if ((operator === "<" || operator === ">") && value === "") return {};
  if (operator === "isEmpty") return { isEmpty: [read] };
  if (operator === "notEmpty") return { "!": [{ isEmpty: [read] }] };
  const days = /^(daysUntil|daysSince)(<=|>=)$/.exec(operator);
  if (days?.[1] && days[2]) return { [days[2]]: [{ [days[1]]: [read] }, Number(value ?? 0)] };
  return { [operator]: [read, value] };
}

/** With values that fit their operators: what was a number of days before is no date, and one of several is one of them. */
export function settled(group: Group, typeOf: (field: string) => string | undefined): Group {
  return {
    ...group,
    rules: group.rules.map((rule) => {
      if (isGroup(rule)) return settled(rule, typeOf);
      const value = fitting(rule, typeOf(rule.field));
      return value === rule.value ? rule : { ...rule, value };
    }),
  };
}

function fitting({ operator, value }: Rule, type: string | undefined): Rule["value"] {
  if (takesNoValue(operator) || takesList(operator)) return value;
  if (takesDays(operator)) return typeof value === "number" ? value : 0;
  const one = Array.isArray(value) ? (value[0] ?? "") : value;
  if (type !== "date" && type !== "dateTime") return one;
  return typeof one === "string" && /^\d{4}-\d\d-\d\d/.test(one) ? one : "";
}

const listOf = (value: Rule["value"]): Scalar[] => (Array.isArray(value) ? value : value === null || value === "" ? [] : [value]);

/** The rules of a condition; null when it uses what the builder has no controls for. An empty condition is an empty group. */
export function fromLogic(logic: unknown): Group | null {
  if (logic === undefined || logic === null || (isRecord(logic) && Object.keys(logic).length === 0))
    return { combinator: "and", rules: [] };
  const read = readAny(logic);
  if (read === null) return null;
  return isGroup(read) ? read : { combinator: "and", rules: [read] };
}

function readAny(logic: unknown): Rule | Group | null {
  if (!isRecord(logic)) return null;
  const [entry, ...more] = Object.entries(logic);
  if (!entry || more.length > 0) return null;
  const [name, raw] = entry;
  const args: unknown[] = Array.isArray(raw) ? raw : [raw];
  if (name === "and" || name === "or") return readGroup(name, args);
  if (name === "!") return readNot(args);
  if (name === "isEmpty") return withField(args[0], (field) => ({ field, operator: "isEmpty", value: null }));
  if (name === "in" || name === "contains") return readHolding(name, args);
  if (!["==", "!=", "===", "!==", "<", "<=", ">", ">="].includes(name)) return null;
  return readComparison(name.replace(/^([=!]=)=$/, "$1"), args);
}

function readGroup(combinator: "and" | "or", args: unknown[]): Group | null {
  const rules = args.map(readAny);
  return rules.every((rule) => rule !== null) ? { combinator, rules: rules as (Rule | Group)[] } : null;
}

function readNot([inner]: unknown[]): Rule | Group | null {
  const read = readAny(inner);
  if (read === null) return null;
  if (isGroup(read)) return read.not ? null : { ...read, not: true };
  if (read.operator === "in") return { ...read, operator: "notIn" };
  if (read.operator === "contains") return { ...read, operator: "lacks" };
  if (read.operator === "isEmpty") return { ...read, operator: "notEmpty" };
  return { combinator: "and", not: true, rules: [read] };
}

function readHolding(name: "in" | "contains", [left, right]: unknown[]): Rule | null {
  if (name === "in" && !(Array.isArray(right) && right.every(isScalar))) return null;
  if (name === "contains" && !isScalar(right)) return null;
  return withField(left, (field) => ({ field, operator: name, value: right as Rule["value"] }));
}

function readComparison(operator: string, [left, right, ...rest]: unknown[]): Rule | null {
  if (rest.length > 0 || !(isScalar(right) || right === null)) return null;
  if (isRecord(left)) {
    const [way] = Object.keys(left);
    if ((way === "daysUntil" || way === "daysSince") && (operator === "<=" || operator === ">=")) {
      const inner = left[way];
      return withField(Array.isArray(inner) ? inner[0] : inner, (field) => ({
        field,
        operator: `${way}${operator}`,
        value: right,
      }));
    }
  }
  return withField(left, (field) => ({ field, operator, value: right }));
}

function withField(read: unknown, make: (field: string) => Rule): Rule | null {
  if (!isRecord(read) || Object.keys(read).length !== 1) return null;
  const raw = read["var"];
  const path = Array.isArray(raw) && raw.length === 1 ? raw[0] : raw;
  return typeof path === "string" && path !== "" ? make(path) : null;
}

const isScalar = (value: unknown): value is Scalar => ["string", "number", "boolean"].includes(typeof value);
const isRecord = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === "object" && !Array.isArray(value);
