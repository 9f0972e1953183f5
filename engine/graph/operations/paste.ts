import type { StepId } from "../../definition/types.ts";
import type { Graph } from "../types.ts";
import { renamed } from "./references.ts";
import type { Apply, Clipping } from "./types.ts";

/** The chosen steps with the lines between them; lines that lead out are left behind. */
export function copy(graph: Graph, ids: Iterable<StepId>): Clipping {
  const chosen = new Set(ids);
  return {
    nodes: graph.nodes.filter((node) => chosen.has(node.id)),
    edges: graph.edges.filter((edge) => chosen.has(edge.from) && chosen.has(edge.to)),
  };
}

export const paste: Apply<"paste"> = (graph, { clipping, ids, offset }) => {
  const taken = new Set(graph.nodes.map((node) => node.id));
  const there = new Set(taken);
  const to = new Map<StepId, StepId>();
  for (const { id } of clipping.nodes) {
    const fresh = Object.hasOwn(ids, id) ? ids[id] : undefined;
    if (fresh === undefined || taken.has(fresh)) return graph;
    to.set(id, fresh);
    taken.add(fresh);
  }
  const nodes = clipping.nodes.map((node) => ({
    id: to.get(node.id) ?? node.id,
    // A step named inside the clipping is the pasted one; one outside stays who it was, and one of another flow is forgotten.
    step: renamed(structuredClone(node.step), (id) => to.get(id) ?? (there.has(id) ? id : null)),
    position: { x: node.position.x + offset.x, y: node.position.y + offset.y },
  }));
  const edges = clipping.edges.flatMap(({ from, outlet, to: target }) => {
    const [begin, end] = [to.get(from), to.get(target)];
    return begin === undefined || end === undefined ? [] : [{ from: begin, outlet, to: end }];
  });
  return { ...graph, nodes: [...graph.nodes, ...nodes], edges: [...graph.edges, ...edges] };
};
