import { pathsOf, readPath } from "../conditions/index.ts";
import type { Condition } from "../definition/types.ts";
import type { Facts, Json } from "./types.ts";

/** So many are told of a decision; more would not be read. */
const most = 6;
const longest = 60;
/** What a record says. Answers and messages do not belong in a journal. */
const told = /^(contact|matter|occasion|vars)\./;

/** What conditions read of the records, for the journal: short values only, so that somebody can see later why it was decided so. */
export function factsRead(conditions: readonly (Condition | undefined)[], facts: Facts): { path: string; value: Json }[] {
  const paths = [...new Set(conditions.flatMap((one) => pathsOf(one)))].filter((path) => told.test(path));
  return paths.slice(0, most).flatMap((path) => {
    const value = readPath(facts, path) ?? null;
    return isShort(value) ? [{ path, value }] : [];
  });
}

function isShort(value: unknown): value is null | boolean | number | string {
  return (
    value === null || typeof value === "boolean" || typeof value === "number" || (typeof value === "string" && value.length <= longest)
  );
}
