/** Where runs can get to, and where they could turn in a circle without time passing. Each step and way is looked at once. */
import { shortestSeconds } from "../steps/durations.ts";
import type { Outlet } from "../steps/kind.ts";
import { called, type Flow, type IndexedStep } from "./flow.ts";
import { pointer, problem } from "./problem.ts";
import type { Problem, StepId } from "./types.ts";

export function reachableFrom(flow: Flow, roots: Iterable<StepId>): Set<StepId> {
  const reached = new Set<StepId>();
  const pending = [...roots];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    const indexed = flow.steps.get(id);
    if (!indexed || reached.has(id)) continue;
    reached.add(id);
    for (const outlet of indexed.outlets) if (outlet.to !== null) pending.push(outlet.to);
  }
  return reached;
}

export function checkReachable(flow: Flow): Problem[] {
  if (flow.start === null || !flow.steps.has(flow.start)) return [];
  const reached = reachableFrom(flow, [flow.start, ...flow.goalSteps.map((goal) => goal.then)]);
  return [...flow.steps.keys()]
    .filter((id) => !reached.has(id))
    .map((id) =>
      problem(
        id,
        pointer("steps", id),
        "unreachable",
        `Step ${called(flow, id)} is never reached. Connect an earlier step to it, or delete it.`,
      ),
    );
}

/** True when going this way surely takes at least a minute. */
function takesTime({ kind, step }: IndexedStep, outlet: Outlet): boolean {
  const atLeastAMinute = (duration: unknown) => shortestSeconds(duration) >= 60;
  if (kind === "wait") return outlet.name === "next" && atLeastAMinute(step["for"]);
  if (outlet.name === "onTimeout") return atLeastAMinute(step["timeout"]);
  if (outlet.name === "onGiveUp") return step["waitFor"] !== false && atLeastAMinute(step["giveUpAfter"]);
  return false;
}

/** A repeat that counts its times turns in a circle too, but not for ever. */
function isCounted({ kind, step }: IndexedStep, outlet: Outlet): boolean {
  return kind === "repeat" && outlet.name === "body" && typeof step["times"] === "number";
}

function quickWays(flow: Flow, indexed: IndexedStep): StepId[] {
  return indexed.outlets.flatMap((outlet) =>
    outlet.to !== null && flow.steps.has(outlet.to) && !takesTime(indexed, outlet) && !isCounted(indexed, outlet) ? [outlet.to] : [],
  );
}

export function checkCycles(flow: Flow): Problem[] {
  return circles(flow).map((ids) => {
    const first = ids[0] ?? "";
    const names = ids.slice(0, 5).map((id) => called(flow, id));
    const who =
      ids.length === 1
        ? `Step ${names[0]} leads back to itself`
        : `Steps ${names.join(", ")}${ids.length > 5 ? " and more" : ""} lead round in a circle`;
    const message = `${who} without a wait of at least a minute, so a run would never rest. Put a wait (for example PT1M or P1D) into the circle, or connect it elsewhere.`;
    return problem(first, pointer("steps", first), "cycleWithoutWait", message);
  });
}

/** Strongly connected parts of the graph of quick ways (Tarjan 1972, with a stack of its own instead of recursion). */
function circles(flow: Flow): StepId[][] {
  const order = new Map<StepId, number>();
  const low = new Map<StepId, number>();
  const open: StepId[] = [];
  const onOpen = new Set<StepId>();
  const found: StepId[][] = [];
  const ways = new Map<StepId, StepId[]>();
  for (const indexed of flow.steps.values()) ways.set(indexed.id, quickWays(flow, indexed));

  const enter = (id: StepId): Frame => {
    order.set(id, order.size);
    low.set(id, order.size - 1);
    open.push(id);
    onOpen.add(id);
    return { id, next: 0 };
  };
  const lower = (id: StepId, to: number) => low.set(id, Math.min(low.get(id) ?? to, to));

  for (const root of flow.steps.keys()) {
    if (order.has(root)) continue;
    const frames: Frame[] = [enter(root)];
    for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
      const { id } = frame;
      const to = ways.get(id)?.[frame.next++];
      if (to !== undefined) {
        if (!order.has(to)) frames.push(enter(to));
        else if (onOpen.has(to)) lower(id, order.get(to) ?? 0);
        continue;
      }
      frames.pop();
      const parent = frames.at(-1);
      if (parent) lower(parent.id, low.get(id) ?? 0);
      if (low.get(id) !== order.get(id)) continue;
      const part = open.splice(open.lastIndexOf(id));
      for (const member of part) onOpen.delete(member);
      if (part.length > 1 || ways.get(id)?.includes(id)) found.push(part);
    }
  }
  return found;
}
interface Frame {
  id: StepId;
  next: number;
}
