import { FORMAT } from "../definition/envelope.ts";
import type { Definition, Step, StepId } from "../definition/types.ts";
import { DrawingMemory } from "./drawingMemory.ts";
import type { Graph, GraphEdge } from "./types.ts";

/** What a drawing says, for callers that will not look at what is wrong with it: that asks for all there is to be checked. */
export function definitionOf(graph: Graph, memory: DrawingMemory = new DrawingMemory()): Definition {
  const from = edgesByStep(graph.edges);
  const steps: Record<StepId, Step> = {};
  for (const node of graph.nodes) {
    // defineProperty, so that a step called `__proto__` becomes a step (and is refused) instead of a prototype.
    const value = memory.undrawn(node, from.get(node.id) ?? none);
    Object.defineProperty(steps, node.id, { value, enumerable: true, configurable: true, writable: true });
  }
  return { format: FORMAT, ...graph.settings, start: graph.start ?? "", steps };
}

const none: readonly GraphEdge[] = [];

export function edgesByStep(edges: readonly GraphEdge[]): Map<StepId, GraphEdge[]> {
  const from = new Map<StepId, GraphEdge[]>();
  for (const edge of edges) {
    const list = from.get(edge.from);
    if (list) list.push(edge);
    else from.set(edge.from, [edge]);
  }
  return from;
}
