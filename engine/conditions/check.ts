/** Looking a condition over before anybody runs it: operators from the list, paths that can exist, sizes that stay sane. */
import { OVER_ITEMS, operatorInfo } from "./operatorList.ts";
import { isSafePath, type Scope, whyNotPath } from "./paths.ts";

export interface Finding {
  /** JSON pointer relative to the condition. */
  at: string;
  code: string;
  /** Says what is wrong and what to do. */
  message: string;
}

const MAX_DEPTH = 30;
const MAX_NODES = 2000;

interface Walk {
  scope: Scope;
  findings: Finding[];
  nodes: number;
  /** Called for each path read outside a list's items. */
  onPath?: (path: string) => void;
  /** Called for each operator there is. */
  onOperator?: (name: string) => void;
}

export function checkCondition(condition: unknown, scope: Scope): Finding[] {
  const walk: Walk = { scope, findings: [], nodes: 0 };
  visit(walk, condition, "", 0, false);
  return walk.findings;
}

/** Every path a condition reads. */
export function pathsOf(condition: unknown): string[] {
  const paths = new Set<string>();
  const walk: Walk = { scope: { roots: new Set() }, findings: [], nodes: 0, onPath: (path) => paths.add(path) };
  visit(walk, condition, "", 0, false);
  return [...paths];
}

/** Whether it counts days: it may then become true when one begins, though nothing happens. */
export function countsDays(condition: unknown): boolean {
  let counts = false;
  const onOperator = (name: string) => {
    counts ||= name === "daysUntil" || name === "daysSince";
  };
  visit({ scope: { roots: new Set() }, findings: [], nodes: 0, onOperator }, condition, "", 0, false);
  return counts;
}

function visit(walk: Walk, logic: unknown, at: string, depth: number, inItems: boolean): void {
  walk.nodes++;
  if (depth > MAX_DEPTH || walk.nodes > MAX_NODES) {
    if (!walk.findings.some((finding) => finding.code === "conditionTooBig"))
      walk.findings.push({ at, code: "conditionTooBig", message: "has a condition that is too big to read. Split it into several steps." });
    return;
  }
  if (Array.isArray(logic)) {
    logic.forEach((part, index) => {
      visit(walk, part, `${at}/${index}`, depth + 1, inItems);
    });
  } else if (logic !== null && typeof logic === "object") visitOperation(walk, logic, at, depth, inItems);
}

function visitOperation(walk: Walk, logic: object, at: string, depth: number, inItems: boolean): void {
  const keys = Object.keys(logic);
  if (keys.length === 0) return;
  const [name = ""] = keys;
  if (keys.length > 1) {
    walk.findings.push({
      at,
      code: "badCondition",
      message: `has a condition with ${keys.length} operators side by side. Put them into “and” or “or”.`,
    });
    return;
  }
  const info = operatorInfo(name);
  if (!info) {
    walk.findings.push({
      at,
      code: "unknownOperator",
      message: `uses the operator “${name.slice(0, 40)}”, which does not exist. Use one of the operators of conditions, e.g. ==, in, contains or daysUntil.`,
    });
    return;
  }
  walk.onOperator?.(name);
  const raw: unknown = (logic as Record<string, unknown>)[name];
  const args: unknown[] = Array.isArray(raw) ? raw : [raw];
  const here = `${at}/${name.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  if (args.length < info.args[0] || args.length > info.args[1]) {
    walk.findings.push({
      at: here,
      code: "badCondition",
      message: `gives “${name}” ${args.length} values; it takes ${takes(info.args)}. Correct the condition.`,
    });
    return;
  }
  if (name === "var") visitVar(walk, args, here, inItems);
  else
    args.forEach((arg, index) => {
      visit(walk, arg, Array.isArray(raw) ? `${here}/${index}` : here, depth + 1, inItems || (OVER_ITEMS.has(name) && index === 1));
    });
}

function visitVar(walk: Walk, [path, fallback]: unknown[], at: string, inItems: boolean): void {
  if (fallback !== undefined && fallback !== null && typeof fallback === "object") {
    walk.findings.push({
      at,
      code: "badCondition",
      message: "gives a field something other than a plain value to fall back on. Use a text, number or true/false.",
    });
  }
  if (inItems) {
    // Inside a list's items a path starts at the item: there are no roots, but no way to prototypes either.
    if (path === "" || (typeof path === "string" && isSafePath(path))) return;
  }
  if (typeof path !== "string") {
    walk.findings.push({
      at,
      code: "unknownPath",
      message: "reads a field whose name is not a text. Name the field, like contact.firstName.",
    });
    return;
  }
  walk.onPath?.(path);
  const why = whyNotPath(path, walk.scope);
  if (why !== null) walk.findings.push({ at, code: "unknownPath", message: `reads a field that cannot exist: ${why}` });
}

function takes([least, most]: [number, number]): string {
  if (least === most) return String(least);
  return most >= 100 ? `at least ${least}` : `${least} to ${most}`;
}
