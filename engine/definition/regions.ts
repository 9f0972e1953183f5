/**
 * Regions: the insides of parallel branches and repeat bodies. A token in one carries that region with it, so a region may only be
 * entered at its beginning and left to its join, its repeat or an `end`.
 */
import { called, type Flow, type IndexedStep } from "./flow.ts";
import { outletPointer } from "./outletPaths.ts";
import { pointer, problem } from "./problem.ts";
import type { Problem, StepId } from "./types.ts";

export interface Region {
  /** The `parallel` or `repeat` whose inside this is. */
  owner: StepId;
  /** Which branch of a parallel; 0 for a repeat's body. */
  branch: number;
  parent: Region | null;
  depth: number;
}

export interface Regions {
  /** The innermost region of each step; null outside all. Steps never reached are absent. */
  of: Map<StepId, Region | null>;
  problems: Problem[];
}

/** Ways are taken from the outermost region inward, so that a way which strays is noticed where it strays. */
export function regionsOf(flow: Flow): Regions {
  const walk = new Walk(flow);
  if (flow.start !== null) walk.begin(flow.start);
  walk.run();
  for (const goal of flow.goalSteps) {
    const inside = walk.of.get(goal.then);
    if (flow.steps.get(goal.then)?.kind === "join") walk.problems.push(goalToJoin(flow, goal));
    else if (inside) walk.problems.push(goalInside(flow, goal, inside));
    else if (!walk.of.has(goal.then)) walk.begin(goal.then);
  }
  walk.run();
  walk.finish();
  return { of: walk.of, problems: walk.problems };
}

function goalInside(flow: Flow, goal: { index: number; id: string; then: StepId }, region: Region): Problem {
  const message = `Goal “${goal.id}” goes on with step ${called(flow, goal.then)}, which is inside ${called(flow, region.owner)}. Choose a step outside of it, or “end”.`;
  return problem(null, pointer("goals", goal.index, "then"), "goalIntoRegion", message);
}

function goalToJoin(flow: Flow, goal: { index: number; id: string; then: StepId }): Problem {
  const message = `Goal “${goal.id}” goes on with the join ${called(flow, goal.then)}, where only branches may arrive. Choose the step after it, or “end”.`;
  return problem(null, pointer("goals", goal.index, "then"), "goalIntoRegion", message);
}

interface Way {
  from: IndexedStep | null;
  outlet: string;
  to: StepId;
  region: Region | null;
}

class Walk {
  readonly of = new Map<StepId, Region | null>();
  readonly problems: Problem[] = [];
  /** Ways still to take, by depth of the region they lead into. */
  private readonly pending: Way[][] = [];
  /** Repeats whose body leads back to them. */
  private readonly returned = new Set<StepId>();
  private readonly parallelOf = new Map<StepId, StepId>();
  private readonly flow: Flow;

  constructor(flow: Flow) {
    this.flow = flow;
  }

  begin(to: StepId): void {
    this.push({ from: null, outlet: "", to, region: null });
  }

  run(): void {
    for (let way = this.pop(); way !== undefined; way = this.pop()) this.take(way);
  }

  private push(way: Way): void {
    const depth = way.region?.depth ?? 0;
    while (this.pending.length <= depth) this.pending.push([]);
    this.pending[depth]?.push(way);
  }

  private pop(): Way | undefined {
    return this.pending.find((ways) => ways.length > 0)?.pop();
  }

  private take(way: Way): void {
    const target = this.flow.steps.get(way.to);
    if (!target || target.kind === "end") return;
    const region = this.regionBeyond(way, target);
    if (region === undefined) return;
    const known = this.of.get(way.to);
    if (known === undefined) {
      this.of.set(way.to, region);
      this.goOn(target, region);
    } else if (known !== region) this.stray(way, known, region);
  }

  /** The region a token is in after going this way; undefined when the way is wrong (and has been said to be). */
  private regionBeyond(way: Way, target: IndexedStep): Region | null | undefined {
    const { region } = way;
    if (target.kind === "repeat" && region?.owner === target.id) {
      this.returned.add(target.id);
      return region.parent;
    }
    if (target.kind !== "join") return region;
    const parallel = this.parallelOf.get(target.id);
    if (parallel !== undefined && region?.owner === parallel) return region.parent;
    if (way.from === null || way.from.kind === "parallel") {
      // The parallel itself announces its join, so that what follows it is known to be outside its branches.
      if (way.outlet === "join") return region;
    }
    this.wrongJoin(way, target);
    return undefined;
  }

  private goOn(step: IndexedStep, region: Region | null): void {
    if (step.kind === "parallel") this.announceJoin(step, region);
    for (const outlet of step.outlets) {
      if (outlet.to === null) continue;
      this.push({ from: step, outlet: outlet.name, to: outlet.to, region: this.inner(step, outlet.name, region) });
    }
  }

  private announceJoin(step: IndexedStep, region: Region | null): void {
    const join = step.step["join"];
    if (typeof join !== "string" || this.flow.steps.get(join)?.kind !== "join") return;
    const other = this.parallelOf.get(join);
    if (other !== undefined && other !== step.id) {
      const message = `Step ${called(this.flow, step.id)} meets at ${called(this.flow, join)}, where ${called(this.flow, other)} already meets. Give it a join of its own.`;
      this.problems.push(problem(step.id, pointer("steps", step.id, "join"), "sharedJoin", message));
      return;
    }
    this.parallelOf.set(join, step.id);
    this.push({ from: step, outlet: "join", to: join, region });
  }

  private inner(step: IndexedStep, outlet: string, region: Region | null): Region | null {
    const begins = (step.kind === "parallel" && outlet.startsWith("branches/")) || (step.kind === "repeat" && outlet === "body");
    if (!begins) return region;
    const branch = step.kind === "parallel" ? Number(outlet.split("/")[1]) : 0;
    return { owner: step.id, branch, parent: region, depth: (region?.depth ?? 0) + 1 };
  }

  private wrongJoin(way: Way, join: IndexedStep): void {
    const parallel = this.parallelOf.get(join.id);
    const why = parallel === undefined ? "no parallel step meets there" : `it is not in a branch of ${called(this.flow, parallel)}`;
    const from = way.from?.id ?? null;
    const who = from === null ? "The flow's start" : `Step ${called(this.flow, from)}`;
    const message = `${who} leads to the join ${called(this.flow, join.id)}, but ${why}. Only branches of its own parallel step may lead to a join.`;
    const path = from === null ? "/start" : outletPointer(from, way.outlet);
    this.problems.push(problem(from ?? join.id, path, way.region === null ? "entersRegion" : "leavesRegion", message));
  }

  private stray(way: Way, known: Region | null, region: Region | null): void {
    const from = way.from?.id;
    if (from === undefined) return;
    const leaves = (region?.depth ?? 0) >= (known?.depth ?? 0) || !isWithin(known, region);
    const [who, to] = [called(this.flow, from), called(this.flow, way.to)];
    const message = leaves
      ? `Step ${who} leads to ${to}, out of the inside of ${called(this.flow, region?.owner ?? from)}. From there go only to its ${this.flow.steps.get(region?.owner ?? "")?.kind === "repeat" ? "repeat step" : "join"}, or to an end.`
      : `Step ${who} leads to ${to}, which is inside ${called(this.flow, known?.owner ?? way.to)}. Go to ${called(this.flow, known?.owner ?? way.to)} instead; its inside cannot be entered from outside.`;
    this.problems.push(problem(from, outletPointer(from, way.outlet), leaves ? "leavesRegion" : "entersRegion", message));
  }

  /** What can only be said when all ways have been taken. */
  finish(): void {
    for (const { id, kind, step } of this.flow.steps.values()) {
      if (
        kind === "repeat" &&
        this.of.has(id) &&
        typeof step["body"] === "string" &&
        this.flow.steps.has(step["body"]) &&
        !this.returned.has(id)
      ) {
        const message = `The steps inside ${called(this.flow, id)} never lead back to it, so nothing is repeated. Connect the last of them to it.`;
        this.problems.push(problem(id, pointer("steps", id, "body"), "neverRepeats", message));
      }
    }
  }
}

function isWithin(inner: Region | null, outer: Region | null): boolean {
  if (outer === null) return true;
  for (let region = inner; region !== null; region = region.parent) if (region === outer) return true;
  return false;
}
