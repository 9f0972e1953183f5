import type { StepId } from "../../../engine/definition/types.ts";
import type { Graph } from "../../../engine/graph/index.ts";
import { START } from "../store/editorStore.ts";

export type Way = "up" | "down" | "left" | "right";

/** Where an arrow key leads from a step: along its lines up and down, and to the step beside it in its row or among its siblings. */
export function neighbour(graph: Graph, id: StepId, way: Way): StepId | null {
  if (way === "down") return id === START ? graph.start : (outOf(graph, id)[0] ?? null);
  if (way === "up") {
    if (id === START) return null;
    return graph.start === id ? START : (into(graph, id)[0] ?? null);
  }
  return beside(graph, id, way);
}

/** Targets in the order their outlets stand under the card. */
function outOf(graph: Graph, id: StepId): StepId[] {
  const order = (outlet: string) =>
    outlet === "next" ? 0 : outlet === "otherwise" ? 1000 : outlet.includes("/") ? 1 + Number(outlet.split("/")[1]) : 2000;
  return graph.edges
    .filter((edge) => edge.from === id && edge.to !== id)
    .sort((a, b) => order(a.outlet) - order(b.outlet))
    .map((edge) => edge.to);
}

/** The step most likely before this one: the nearest above it. */
function into(graph: Graph, id: StepId): StepId[] {
  const place = new Map(graph.nodes.map((node) => [node.id, node.position]));
  const own = place.get(id);
  const far = (from: StepId) => {
    const position = place.get(from);
    if (!position || !own) return Number.POSITIVE_INFINITY;
    return Math.abs(own.x - position.x) + Math.abs(own.y - position.y) + (position.y > own.y ? 10_000 : 0);
  };
  return graph.edges
    .filter((edge) => edge.to === id && edge.from !== id)
    .map((edge) => edge.from)
    .sort((a, b) => far(a) - far(b));
}

function beside(graph: Graph, id: StepId, way: "left" | "right"): StepId | null {
  const own = graph.nodes.find((node) => node.id === id)?.position;
  if (!own) return null;
  const sign = way === "left" ? -1 : 1;
  let best: { id: StepId; far: number } | null = null;
  for (const { id: other, position } of graph.nodes) {
    const across = (position.x - own.x) * sign;
    if (other === id || across < 40) continue;
    const far = across + 3 * Math.abs(position.y - own.y);
    if (!best || far < best.far) best = { id: other, far };
  }
  return best?.id ?? null;
}
