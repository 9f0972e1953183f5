/** A condition as a clause: "stage is “hired” and the tags contain “vip”". */
import { and } from "../words/lists.ts";
import type { Names } from "../words/names.ts";
import { fromLogic, type Group, isGroup, type Rule } from "./logic.ts";

export const operatorWords: Record<string, string> = {
  "==": "is",
  "!=": "is not",
  "<": "is less than",
  "<=": "is at most",
  ">": "is more than",
  ">=": "is at least",
  in: "is one of",
  notIn: "is none of",
  contains: "contains",
  lacks: "does not contain",
  isEmpty: "is empty",
  notEmpty: "is filled in",
  "daysUntil<=": "is at most … days away",
  "daysUntil>=": "is at least … days away",
  "daysSince<=": "was at most … days ago",
  "daysSince>=": "was at least … days ago",
};

export function conditionWords(logic: unknown, names: Names): string {
  const group = fromLogic(logic);
  if (!group) return "a condition written by hand holds";
  if (group.rules.length === 0) return "always";
  return groupWords(group, names);
}

function groupWords(group: Group, names: Names): string {
  const parts = group.rules.map((rule) => (isGroup(rule) ? `(${groupWords(rule, names)})` : ruleWords(rule, names)));
  const joined = and(parts, group.combinator);
  return group.not ? `not: ${joined}` : joined;
}

function ruleWords({ field, operator, value }: Rule, names: Names): string {
  const what = names.fact(field).toLowerCase();
  const words = operatorWords[operator] ?? operator;
  if (operator === "isEmpty" || operator === "notEmpty") return `${what} ${words}`;
  if (words.includes("…")) return `${what} ${words.replace("…", String(value))}`;
  if (value === true) return operator === "==" ? `${what} is yes` : `${what} is not yes`;
  if (value === false) return operator === "==" ? `${what} is no` : `${what} is not no`;
  const named = namer(field, names);
  const say = (one: unknown) => `“${named(String(one))}”`;
  const said = Array.isArray(value) ? and(value.map(say), "or") : typeof value === "number" ? String(value) : say(value ?? "…");
  return `${what} ${words} ${said}`;
}

/** A fact and its value: "Stage: hired", "Children: 2", "Court date: empty". */
export function factWords(path: string, value: unknown, names: Names): string {
  const named = namer(path, names);
  const said =
    value === null || value === undefined || value === ""
      ? "empty"
      : value === true
        ? "yes"
        : value === false
          ? "no"
          : named(String(value));
  return `${names.fact(path)}: ${said}`;
}

/** What names a record by its key, told by the record's name. */
function namer(field: string, names: Names): (key: string) => string {
  if (field.endsWith(".caseType")) return names.caseType;
  if (isStage(field)) return names.stage;
  if (field.endsWith(".assignee") || field === "event.staff" || field === "occasion.attend") return names.staff;
  switch (field) {
    case "event.form":
      return names.form;
    case "event.template":
      return names.document;
    case "event.type":
    case "occasion.type":
      return names.appointmentType;
    case "event.flow":
      return names.flow;
    case "event.paths":
      return names.fact;
    default:
      return String;
  }
}

const isStage = (field: string) => field.endsWith(".stage") || field === "event.to" || field === "event.from";
