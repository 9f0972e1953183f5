import type { Definition, Step, StepId } from "../../engine/definition/types.ts";
import type { JournalWhat } from "../../engine/run/index.ts";
import { outletsOf } from "../../engine/steps/index.ts";

/** A step that a run came to: when that was, and how it went on. Moments in milliseconds. */
export interface Visit {
  came: number;
  went?: number;
  /** It was taken on from here by other ways than the drawn ones: by staff, a goal, a move to another version. */
  left?: boolean;
  failed?: boolean;
  /** The outlets it went on by: several only where it goes on side by side, or round and round. */
  ways: string[];
  /** What tells by which outlet it went: `gaveUp`, `timedOut` …, or the outlet itself. */
  said: string[];
  /** How often it has come here. */
  times: number;
}

/** The way of one run, as far as its journal was read. A run counts once for a step and once for a way, however often it came by. */
export interface Trail {
  seq: number;
  goal?: boolean;
  visits: Record<StepId, Visit>;
}

export interface TrailLine {
  seq: number;
  at: number;
  what: JournalWhat;
  step?: StepId | undefined;
  visit?: number | undefined;
  to?: string | undefined;
  data?: unknown;
}

export const noTrail: Trail = { seq: 0, visits: {} };

type Steps = Definition["steps"];
const troubles: ReadonlySet<JournalWhat> = new Set(["failed", "attention"]);
/** What says by which outlet a step was left. */
const outletBy: Partial<Record<JournalWhat, string>> = {
  gaveUp: "onGiveUp",
  timedOut: "onTimeout",
  rejected: "onRejected",
  failed: "onError",
};
/** Written by steps when somebody comes, also where that is the same visit still: the next round, another branch that has come to its join. */
const onArrival: ReadonlySet<JournalWhat> = new Set(["entered", "branched", "joined"]);
/** They go on by several of their outlets. */
const isManyWays = (step: Step | undefined) => step?.kind === "parallel" || step?.kind === "repeat";
/** They may write nothing when they are passed at once. */
const quiet: ReadonlySet<string> = new Set(["wait", "waitUntil", "parallel", "join", "repeat"]);
/** So many steps that wrote nothing may lie between two that did. */
const mostQuiet = 6;

/** Reads on in a run's journal. Lines that were read before change nothing. */
export function follow(trail: Trail, lines: readonly TrailLine[], steps: Steps): Trail {
  const next = structuredClone(trail);
  for (const line of [...lines].sort((a, b) => a.seq - b.seq)) {
    if (line.seq <= next.seq) continue;
    take(next, line, steps);
    next.seq = line.seq;
  }
  return next;
}

function take(trail: Trail, line: TrailLine, steps: Steps): void {
  if (line.what === "goal") {
    trail.goal = true;
    if (line.to) for (const visit of Object.values(trail.visits)) if (visit.went === undefined) visit.left = true;
  }
  const { step: id } = line;
  if (id === undefined) return;
  const visit = arrive(trail, id, line, steps);
  if (troubles.has(line.what)) visit.failed = true;
  const outlet = line.what === "branched" ? outletOf(line) : outletBy[line.what];
  if (outlet !== undefined && !visit.said.includes(outlet)) visit.said.push(outlet);
  if ((line.what !== "jumped" && line.what !== "migrated") || !line.to) return;
  visit.left = true;
  if (line.what === "migrated") trail.visits[line.to] ??= { came: visit.came, ways: [], said: [], times: 1 };
}

const outletOf = ({ data }: TrailLine): string | undefined => {
  const outlet = (data as { outlet?: unknown } | undefined)?.outlet;
  return typeof outlet === "string" ? outlet : undefined;
};

/** A line about a visit that was not told of yet says that the run has come there, from where that step is led to. */
function arrive(trail: Trail, id: StepId, line: TrailLine, steps: Steps): Visit {
  const known = trail.visits[id];
  const times = line.visit ?? known?.times ?? 1;
  if (known && times <= known.times && !onArrival.has(line.what)) return known;
  if (!comeFrom(trail, id, line.at, steps)) comeQuietly(trail, id, line.at, steps);
  const visit = known ?? { came: line.at, ways: [], said: [], times };
  visit.times = times;
  trail.visits[id] = visit;
  return visit;
}

/** Whoever stood at a step that leads here has gone on. */
function comeFrom(trail: Trail, id: StepId, at: number, steps: Steps): boolean {
  let found = false;
  for (const [from, visit] of Object.entries(trail.visits)) {
    const step = steps[from];
    const outlet = step && !visit.left && wayTo(step, visit, id);
    if (outlet === undefined || outlet === false || (visit.went !== undefined && !isManyWays(step))) continue;
    found = true;
    goOn(visit, outlet, at, step);
  }
  return found;
}

function goOn(visit: Visit, outlet: string, at: number, step: Step | undefined): void {
  if (!visit.ways.includes(outlet)) visit.ways.push(outlet);
  // Round and round: it has gone on when it leaves the round.
  if (step?.kind !== "repeat" || outlet === "next") visit.went ??= at;
}

/** The outlet by which a step leads to another; of several, the one its lines speak of. */
function wayTo(step: Step, visit: Visit, id: StepId): string | undefined {
  const ways = outletsOf(step).flatMap(({ name, to }) => (to === id ? [name] : []));
  return ways.find((name) => visit.said.includes(name)) ?? (ways.includes("next") ? "next" : ways[0]);
}

/** By way of steps that were passed at once and wrote nothing: the shortest such way from where the run stood. */
function comeQuietly(trail: Trail, id: StepId, at: number, steps: Steps): void {
  let paths: StepId[][] = Object.keys(trail.visits)
    .filter((from) => trail.visits[from]?.went === undefined && !trail.visits[from]?.left)
    .map((from) => [from]);
  const seen = new Set<StepId>(Object.keys(trail.visits));
  for (let length = 0; length < mostQuiet && paths.length > 0; length++) {
    const longer: StepId[][] = [];
    for (const path of paths)
      for (const { to } of outletsFrom(path.at(-1), steps)) {
        if (to === id && path.length > 1) {
          passAll([...path, id], trail, at, steps);
          return;
        }
        if (to === null || seen.has(to) || !quiet.has(steps[to]?.kind ?? "")) continue;
        seen.add(to);
        longer.push([...path, to]);
      }
    paths = longer;
  }
}

const outletsFrom = (id: StepId | undefined, steps: Steps) => {
  const step = id === undefined ? undefined : steps[id];
  return step ? outletsOf(step) : [];
};

function passAll(path: StepId[], trail: Trail, at: number, steps: Steps): void {
  for (const [index, from] of path.slice(0, -1).entries()) {
    const visit = trail.visits[from] ?? { came: at, ways: [], said: [], times: 1 };
    trail.visits[from] = visit;
    const step = steps[from];
    const outlet = step && wayTo(step, visit, path[index + 1] ?? "");
    if (outlet) goOn(visit, outlet, at, step);
  }
}
