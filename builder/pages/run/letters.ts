import type { OpenRun } from "../../editor/run/types.ts";
import type { Told } from "../../words/journal.ts";

const standings = {
  posted: { more: "posted", state: "done", stateWords: "Posted" },
  notNeeded: { more: "not posted", state: "held", stateWords: "Not needed any more" },
  toPost: { more: "waits to be printed and posted", state: "held", stateWords: "To be posted" },
} as const;

/** A letter of a run as a line of its story: when it was posted and by whom, that it still is to be, or that it was not needed any more. */
export function letterLine(letter: OpenRun["letters"][number]): Told & { key: string; at: string; message: string } {
  const { id, to, at, isPosted, notNeeded, says } = letter;
  const standing = standings[isPosted ? "posted" : notNeeded ? "notNeeded" : "toPost"];
  return { key: id, at, message: id, what: `Letter to ${to}`, detail: says, ...standing };
}

/** Lines, newest first, with others put in where they belong by their time; what is there already keeps its order. */
export function among<T extends { at: string }>(lines: readonly T[], others: readonly T[]): T[] {
  const all = [...lines];
  for (const one of others) {
    const older = all.findIndex((line) => Date.parse(line.at) <= Date.parse(one.at));
    all.splice(older < 0 ? all.length : older, 0, one);
  }
  return all;
}
