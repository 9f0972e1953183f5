/** Between a step as it runs (outlets inside) and a step as it is drawn (outlets are edges). */
import { outletSegments } from "../definition/outletPaths.ts";
import { placesOf } from "../definition/places.ts";
import type { Step, StepId, StepKindName } from "../definition/types.ts";
import { isStepKind, kindOf, outletsOf } from "../steps/index.ts";
import type { Outlet } from "../steps/kind.ts";
import type { Graph, GraphEdge, GraphNode } from "./types.ts";

/** Lists whose entries lead on. */
export const ENTRY_LISTS = ["cases", "arms", "branches", "events"] as const;
export type EntryList = (typeof ENTRY_LISTS)[number];

type DrawnStep = GraphNode["step"];

export function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

const outletsKnown = new Map<StepKindName, readonly string[]>();

/** Fields of a kind that are outlets themselves: `next`, `onGiveUp`, `otherwise` … */
export function outletFields(kind: StepKindName): readonly string[] {
  const known =
    outletsKnown.get(kind) ??
    placesOf(kind).flatMap((place) => (place.shape === "outlet" && place.segments.length === 1 ? place.segments : []));
  outletsKnown.set(kind, known);
  return known;
}

/** The step without where it leads. */
export function drawn(step: Record<string, unknown> & { kind: StepKindName }): DrawnStep {
  const outlets = new Set(outletFields(step.kind));
  const kept = Object.entries(step).filter(([name]) => !outlets.has(name));
  const fields = kept.map(([name, value]) => [
    name,
    isEntryList(step.kind, name) && Array.isArray(value) ? value.map((entry) => withoutNext(entry)) : value,
  ]);
  return { ...Object.fromEntries(fields), kind: step.kind } as DrawnStep;
}

/** A task's `files` are entries too, but lead nowhere: only the lists a kind's outlets come from count. */
export function isEntryList(kind: StepKindName, field: string): field is EntryList {
  return (ENTRY_LISTS as readonly string[]).includes(field) && Object.hasOwn(kindOf(kind).fields, field);
}

function withoutNext(entry: unknown): Record<string, unknown> {
  if (!isRecord(entry)) return {};
  const { next: _next, ...rest } = entry;
  return rest;
}

/** The step with where it leads, as a definition has it. Edges from outlets its lists do not have are left out. */
export function undrawn(node: GraphNode, edges: readonly GraphEdge[]): Step {
  const step: Record<string, unknown> = { ...node.step };
  for (const list of ENTRY_LISTS) {
    const entries = step[list];
    if (Array.isArray(entries))
      step[list] = list === "branches" ? entries.map(() => "") : entries.map((entry: unknown) => (isRecord(entry) ? { ...entry } : entry));
  }
  for (const edge of edges) if (hasOutlet(node, edge.outlet)) put(step, outletSegments(edge.outlet), edge.to);
  return step as unknown as Step;
}

/** Whether an edge may begin at this outlet of this step. */
export function hasOutlet(node: GraphNode, outlet: string): boolean {
  if (!isStepKind(node.step.kind)) return false;
  const [field = "", index] = outlet.split("/");
  if (index === undefined) return outletFields(node.step.kind).includes(field);
  const entries = node.step[field];
  return isEntryList(node.step.kind, field) && Array.isArray(entries) && /^\d+$/.test(index) && Number(index) < entries.length;
}

function put(target: Record<string, unknown>, segments: (string | number)[], value: StepId): void {
  let holder: unknown = target;
  for (const segment of segments.slice(0, -1)) holder = (holder as Record<string | number, unknown>)[segment];
  const last = segments.at(-1);
  if (holder !== null && typeof holder === "object" && last !== undefined) (holder as Record<string | number, unknown>)[last] = value;
}

/** The outlets to show under a card, with where each leads. */
export function outletsOfNode(graph: Graph, id: StepId): Outlet[] {
  const node = graph.nodes.find((candidate) => candidate.id === id);
  if (!node) return [];
  return outletsOf(
    undrawn(
      node,
      graph.edges.filter((edge) => edge.from === id),
    ),
  );
}

/** The way on that a step is mostly left by: what closes the gap when it is deleted. */
export function mainTarget(graph: Graph, id: StepId): StepId | null {
  const outlets = outletsOfNode(graph, id);
  const main = outlets.find((outlet) => outlet.name === "next") ?? outlets.find((outlet) => outlet.name === "otherwise");
  return main?.to ?? outlets.find((outlet) => outlet.to !== null)?.to ?? null;
}
