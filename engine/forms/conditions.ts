import { defaultMethods, LogicEngine } from "json-logic-engine";
import { type FormCondition, isBlank, isNotSure } from "./types.ts";

/**
 * Conditions of forms. A subset of the flows' operators that needs no calendar, so that public pages stay small: what is shown is
 * judged in the browser while typing and again on the server.
 */
const PLAIN = ["==", "===", "!=", "!==", "<", "<=", ">", ">=", "and", "or", "!", "!!", "if", "in", "some", "all", "none"] as const;
export const formOperators: readonly string[] = ["var", ...PLAIN, "contains", "isEmpty"];

type Method = (args: unknown[], context: unknown) => unknown;
const methods: Record<string, unknown> = {
  ...Object.fromEntries(PLAIN.map((name) => [name, (defaultMethods as Record<string, unknown>)[name]])),
  var: (([path], context) => read(context, String(path ?? ""))) satisfies Method,
  contains: (([list, item]) => Array.isArray(list) && list.includes(item)) satisfies Method,
  isEmpty: (([value]) => isBlank(value) || isNotSure(value)) satisfies Method,
};
const engine = new LogicEngine(methods, { disableInline: true, disableInterpretedOptimization: true, permissive: false });

/** Whether something is shown. No condition always holds; one that can't be judged does not. */
export function holds(condition: FormCondition | undefined, data: unknown): boolean {
  if (!condition || Object.keys(condition).length === 0) return true;
  try {
    const value: unknown = engine.run(condition, data);
    return Array.isArray(value) ? value.length > 0 : Boolean(value);
  } catch {
    return false;
  }
}

/** Own properties only: an answer named `constructor` is nothing special. */
function read(context: unknown, path: string): unknown {
  let value = context;
  for (const part of path === "" ? [] : path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return null;
    value = (value as Record<string, unknown>)[part];
  }
  return value ?? null;
}

/** The paths a condition reads and the operators it uses that don't exist, for the form's editor. */
export function usedBy(condition: unknown): { paths: string[]; unknownOperators: string[] } {
  const paths: string[] = [];
  const unknownOperators: string[] = [];
  const walk = (part: unknown, inItems: boolean): void => {
    if (Array.isArray(part)) {
      for (const one of part) walk(one, inItems);
      return;
    }
    if (typeof part !== "object" || part === null) return;
    for (const [operator, args] of Object.entries(part)) {
      if (!formOperators.includes(operator)) unknownOperators.push(operator);
      const list: unknown[] = Array.isArray(args) ? args : [args];
      if (operator === "var") {
        if (!inItems && typeof list[0] === "string") paths.push(list[0]);
        continue;
      }
      const overItems = operator === "some" || operator === "all" || operator === "none";
      for (const [index, one] of list.entries()) walk(one, inItems || (overItems && index === 1));
    }
  };
  walk(condition, false);
  return { paths, unknownOperators };
}
