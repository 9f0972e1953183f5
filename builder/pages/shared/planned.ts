import type { RunLine } from "../../../domain/story/index.ts";
import type { Wire } from "../../api/wire.ts";

/** Something a flow does at a known time, if nothing happens before. */
export interface Planned {
  runId: string;
  at: string;
  what: string;
  step: string;
  flow: string;
}

/** Shown at most: what is far away changes before it comes. */
const most = 4;

/** What flows will do next and when, the soonest first. */
export function plannedOf(runs: Wire<RunLine>[]): Planned[] {
  const all = runs.flatMap(({ id: runId, flowName: flow, now }) =>
    now.flatMap(({ name: step, ahead }) => ahead.flatMap(({ at, words: what }) => (at ? [{ runId, at, what, step, flow }] : []))),
  );
  return all.sort((one, other) => Date.parse(one.at) - Date.parse(other.at)).slice(0, most);
}
