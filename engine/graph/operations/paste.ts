import type { StepId } from "../../definition/types.ts";
import type { Graph } from "../types.ts";
import { renamed } from "./references.ts";
import type { Apply, Clipping } from "./types.ts";

/** The chosen steps and notes with the lines between the steps; lines that lead out are left behind. */
export function copy(graph: Graph, ids: Iterable<string>): Clipping {
  const chosen = new Set(ids);
  const notes = (graph.notes ?? []).filter((note) => chosen.has(note.id));
  return {
    ...(notes.length > 0 ? { notes } : {}),
    nodes: graph.nodes.filter((node) => chosen.has(node.id)),
    edges: graph.edges.filter((edge) => chosen.has(edge.from) && chosen.has(edge.to)),
  };
}

export const paste: Apply<"paste"> = (graph, { clipping, ids, offset }) => {
  const taken = new Set([...graph.nodes, ...(graph.notes ?? [])].map(({ id }) => id));
  const there = new Set(graph.nodes.map((node) => node.id));
  const to = new Map<StepId, StepId>();
  for (const { id } of [...clipping.nodes, ...(clipping.notes ?? [])]) {
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
  const notes = (clipping.notes ?? []).map(({ id, text, position }) => ({
    id: to.get(id) ?? id,
    text,
    position: { x: position.x + offset.x, y: position.y + offset.y },
  }));
  return {
    ...graph,
    nodes: [...graph.nodes, ...nodes],
    edges: [...graph.edges, ...edges],
    ...(notes.length > 0 ? { notes: [...(graph.notes ?? []), ...notes] } : {}),
  };
};
