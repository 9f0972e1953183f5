/** The way a run took through its definition, read off its journal: for lighting it up on the canvas. */
import { outletSegments } from "../../../engine/definition/outletPaths.ts";
import type { Definition, Step, StepId } from "../../../engine/definition/types.ts";
import type { JournalEntry } from "../../../engine/run/index.ts";
import { outletsOf } from "../../../engine/steps/index.ts";
import { START } from "../store/editorStore.ts";

export interface Path {
  /** When each step was reached first. */
  reached: Map<StepId, string>;
  /** Until when it waits, where that is known and it still does or did. */
  until: Map<StepId, string>;
  /** `from outlet`. */
  edges: Set<string>;
}

export function pathOf(definition: Definition, journal: readonly JournalEntry[]): Path {
  const reached = new Map<StepId, string>();
  const until = new Map<StepId, string>();
  const lines = new Map<StepId, JournalEntry[]>();
  for (const line of journal) {
    if (line.step === undefined || !Object.hasOwn(definition.steps, line.step)) continue;
    if (!reached.has(line.step)) reached.set(line.step, line.at);
    if (line.until) until.set(line.step, line.until);
    lines.set(line.step, [...(lines.get(line.step) ?? []), line]);
  }
  silentlyReached(definition, reached, lines);
  const edges = new Set<string>();
  if (reached.has(definition.start)) edges.add(`${START} start`);
  for (const [id, at] of reached) {
    const step = definition.steps[id];
    if (!step) continue;
    const taken = takenBy(step, lines.get(id) ?? []);
    for (const outlet of outletsOf(step)) {
      const target = outlet.to === null ? undefined : reached.get(outlet.to);
      if (
        target !== undefined &&
        taken(outlet.name) &&
        (target >= at || step.kind === "repeat" || definition.steps[outlet.to ?? ""]?.kind === "repeat")
      )
        edges.add(`${id} ${outlet.name}`);
    }
  }
  return { reached, until, edges };
}

/** Some steps write no line of their own (a parallel, a repeat): they were passed when what only they lead to was. */
function silentlyReached(definition: Definition, reached: Map<StepId, string>, lines: Map<StepId, JournalEntry[]>): void {
  for (let changed = true; changed; ) {
    changed = false;
    for (const [id, step] of Object.entries(definition.steps)) {
      if (reached.has(id) || !["parallel", "repeat", "join"].includes(step.kind)) continue;
      const after = outletsOf(step).flatMap(({ to }) => (to !== null && reached.has(to) ? [reached.get(to) ?? ""] : []));
      const before = Object.entries(definition.steps).some(
        ([from, one]) => reached.has(from) && outletsOf(one).some(({ name, to }) => to === id && takenBy(one, lines.get(from) ?? [])(name)),
      );
      if (after.length === 0 || !(before || definition.start === id)) continue;
      reached.set(id, after.sort()[0] ?? "");
      changed = true;
    }
  }
}

/** Which ways on a step was left by, as far as its lines tell. */
function takenBy(step: Step, lines: JournalEntry[]): (outlet: string) => boolean {
  const said = (what: string) => lines.some((line) => line.what === what);
  if (step.kind === "branch" || step.kind === "split") {
    const outlets = new Set(
      lines.flatMap((line) => (line.what === "branched" && typeof line.data?.["outlet"] === "string" ? [line.data["outlet"]] : [])),
    );
    return (outlet) => outlets.has(outlet);
  }
  if (step.kind === "parallel" || step.kind === "repeat") return () => true;
  const special = said("gaveUp") ? "onGiveUp" : said("timedOut") ? "onTimeout" : said("rejected") ? "onRejected" : null;
  if (special) return (outlet) => outlet === special || (outlet === "next" && said("completed"));
  if (step.kind === "waitForEvent" && step.events) {
    const heard = new Set(lines.map((line) => line.data?.["event"]));
    return (outlet) => outlet === "next" || heard.has(step.events?.[Number(outletSegments(outlet)[1])]?.event ?? "");
  }
  return (outlet) => outlet === "next" || (outlet.startsWith("on") && outlet !== "onGiveUp" && outlet !== "onTimeout");
}
