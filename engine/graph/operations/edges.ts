/** What the operations on lines share. */
import type { StepId } from "../../definition/types.ts";
import type { Graph, GraphEdge } from "../types.ts";
import type { Origin } from "./types.ts";

export function targetOf(graph: Graph, { from, outlet }: Origin): StepId | null {
  if (from === null) return graph.start;
  return graph.edges.find((edge) => edge.from === from && edge.outlet === outlet)?.to ?? null;
}

/** Lets an outlet (or the start) lead to a step, instead of where it led. */
export function lead(graph: Graph, { from, outlet }: Origin, to: StepId): Graph {
  if (from === null) return { ...graph, start: to };
  return { ...graph, edges: [...without(graph.edges, from, outlet), { from, outlet, to }] };
}

export function without(edges: GraphEdge[], from: StepId, outlet: string): GraphEdge[] {
  return edges.filter((edge) => edge.from !== from || edge.outlet !== outlet);
}

export function hasStep(graph: Graph, id: StepId): boolean {
  return graph.nodes.some((node) => node.id === id);
}
