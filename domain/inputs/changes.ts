import { isDeepStrictEqual } from "node:util";

/** The paths that differ, each with its root: `contact.email`, `matter.closingDate` (custom fields stand beside built-in ones). */
export function changedPaths(root: string, before: Record<string, unknown>, after: Record<string, unknown>): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names]
    .filter((name) => !isDeepStrictEqual(before[name] ?? null, after[name] ?? null))
    .map((name) => `${root}.${name}`)
    .sort();
}
