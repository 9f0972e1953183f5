import type { Apply } from "./types.ts";

export const moveMany: Apply<"moveMany"> = (graph, { moves }) => {
  const to = new Map(moves.map((move) => [move.id, move.position]));
  if (!graph.nodes.some((node) => to.has(node.id))) return graph;
  // Steps that stay keep their identity: the canvas only redraws those that moved.
  return {
    ...graph,
    nodes: graph.nodes
      .map((node) => ({ node, position: to.get(node.id) }))
      .map(({ node, position }) => (position ? { ...node, position } : node)),
  };
};

export const move: Apply<"move"> = (graph, { id, position }) => moveMany(graph, { do: "moveMany", moves: [{ id, position }] });
