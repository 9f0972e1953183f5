import { upgrade } from "../definition/upgrade.ts";
import { isRecord } from "./nodes.ts";
import type { Graph, GraphNode } from "./types.ts";

/** A drawing as it was kept, brought to the present format by the very functions that do so for a definition. */
export function upgradeGraph(graph: Graph): Graph {
  const { settings, nodes, start } = graph;
  const steps = Object.fromEntries(nodes.map(({ id, step }) => [id, step]));
  const written = { ...settings, format: graph.format.replace("firmflow-graph/", "firmflow/"), start, steps };
  const read = upgrade(written);
  if (read === written || !isRecord(read) || !isRecord(read["steps"])) return graph;
  const { format, start: begins, steps: upgraded, ...rest } = read as typeof written;
  // Of two with one id, which a drawing may have while it is drawn, the last was read.
  const stepOf = ({ id, step }: GraphNode) => (steps[id] === step && Object.hasOwn(upgraded, id) ? (upgraded[id] ?? step) : step);
  return {
    ...graph,
    format: format.replace("firmflow/", "firmflow-graph/") as Graph["format"],
    settings: rest as Graph["settings"],
    start: begins,
    nodes: nodes.map((node) => ({ ...node, step: stepOf(node) })),
  };
}
