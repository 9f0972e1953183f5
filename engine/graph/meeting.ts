import type { StepId } from "../definition/types.ts";
import type { Graph } from "./types.ts";

/** Where the innermost region around a step comes together: the join of its parallel, or its repeat. Null outside of any. */
export function meetingOf(graph: Graph, id: StepId): StepId | null {
  let best: { meeting: StepId; distance: number } | null = null;
  for (const node of graph.nodes) {
    const meeting = node.step.kind === "repeat" ? node.id : node.step.kind === "parallel" ? node.step["join"] : undefined;
    if (typeof meeting !== "string" || meeting === id || !graph.nodes.some((other) => other.id === meeting)) continue;
    const inner = graph.edges.filter(({ from, outlet }) => from === node.id && (outlet === "body" || outlet.startsWith("branches/")));
    const distance = stepsTo(
      graph,
      inner.map(({ to }) => to),
      id,
      new Set([node.id, meeting]),
    );
    if (distance !== null && (best === null || distance < best.distance)) best = { meeting, distance };
  }
  return best?.meeting ?? null;
}

/** How many steps lie between, not going through the edge of the region; null where no way leads there. */
function stepsTo(graph: Graph, from: StepId[], to: StepId, edge: ReadonlySet<StepId>): number | null {
  const seen = new Set<StepId>(edge);
  let layer = from.filter((id) => !seen.has(id));
  for (let distance = 0; layer.length > 0; distance++) {
    if (layer.includes(to)) return distance;
    for (const id of layer) seen.add(id);
    const next = graph.edges.filter((line) => layer.includes(line.from) && !seen.has(line.to)).map((line) => line.to);
    layer = [...new Set(next)];
  }
  return null;
}
