/** Which operators conditions may use, and with how many arguments. What they do is in `operators.ts`. */
export interface OperatorInfo {
  name: string;
  label: string;
  /** How many arguments it takes, at least and at most. */
  args: [number, number];
}

const MANY = 100;
export const operators: OperatorInfo[] = [
  { name: "var", label: "field", args: [1, 2] },
  { name: "==", label: "is", args: [2, 2] },
  { name: "===", label: "is exactly", args: [2, 2] },
  { name: "!=", label: "is not", args: [2, 2] },
  { name: "!==", label: "is not exactly", args: [2, 2] },
  { name: "<", label: "is less than", args: [2, 3] },
  { name: "<=", label: "is at most", args: [2, 3] },
  { name: ">", label: "is more than", args: [2, 3] },
  { name: ">=", label: "is at least", args: [2, 3] },
  { name: "and", label: "all of", args: [1, MANY] },
  { name: "or", label: "any of", args: [1, MANY] },
  { name: "!", label: "not", args: [1, 1] },
  { name: "!!", label: "is set", args: [1, 1] },
  { name: "if", label: "if", args: [2, MANY] },
  { name: "in", label: "is one of", args: [2, 2] },
  { name: "contains", label: "contains", args: [2, 2] },
  { name: "isEmpty", label: "is empty", args: [1, 1] },
  { name: "daysUntil", label: "days until", args: [1, 1] },
  { name: "daysSince", label: "days since", args: [1, 1] },
  { name: "+", label: "plus", args: [1, MANY] },
  { name: "-", label: "minus", args: [1, 2] },
  { name: "*", label: "times", args: [1, MANY] },
  { name: "/", label: "divided by", args: [2, 2] },
  { name: "%", label: "remainder", args: [2, 2] },
  { name: "min", label: "smallest", args: [1, MANY] },
  { name: "max", label: "largest", args: [1, MANY] },
  { name: "cat", label: "joined text", args: [1, MANY] },
  { name: "substr", label: "part of text", args: [2, 3] },
  { name: "merge", label: "lists together", args: [1, MANY] },
  { name: "some", label: "some of the list", args: [2, 2] },
  { name: "all", label: "all of the list", args: [2, 2] },
  { name: "none", label: "none of the list", args: [2, 2] },
  { name: "filter", label: "those of the list", args: [2, 2] },
  { name: "map", label: "each of the list", args: [2, 2] },
];

const byName = new Map(operators.map((entry) => [entry.name, entry]));

export function operatorInfo(name: string): OperatorInfo | undefined {
  return byName.get(name);
}

/** Operators whose second argument is asked of each item: `{"var": ""}` is the item there. */
export const OVER_ITEMS: ReadonlySet<string> = new Set(["some", "all", "none", "filter", "map"]);
