import type { Graph, Operation, Point } from "../../../engine/graph/index.ts";

/** Steps and notes are put elsewhere, as one action. */
export function moving(graph: Graph, places: ReadonlyMap<string, Point>): Operation[] {
  const notes = graph.notes ?? [];
  const moves = [...places].flatMap(([id, position]) => (graph.nodes.some((node) => node.id === id) ? [{ id, position }] : []));
  const moved = notes.map((note) => ({ ...note, position: places.get(note.id) ?? note.position }));
  return [
    ...(moves.length > 0 ? [{ do: "moveMany" as const, moves }] : []),
    ...(notes.some((note) => places.has(note.id)) ? [{ do: "setNotes" as const, notes: moved }] : []),
  ];
}
