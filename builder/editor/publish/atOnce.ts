import type { Graph, GraphNode } from "../../../engine/graph/index.ts";
import { mainTarget } from "../../../engine/graph/index.ts";
import { kinds } from "../../theme/kinds.tsx";

/** The steps that reach somebody before the first wait: what each would get at once. Of a branch the usual way is followed. */
export function atOnce(graph: Graph): GraphNode[] {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const seen = new Set<string>();
  const reached: GraphNode[] = [];
  let id = graph.start;
  while (id !== null && !seen.has(id)) {
    seen.add(id);
    const node = nodes.get(id);
    if (!node) break;
    const { kind } = node.step;
    const { intent } = kinds[kind];
    if (intent === "tell" || intent === "ask") reached.push(node);
    // Whoever is asked is waited for, unless the step says otherwise.
    if (intent === "wait" || kind === "approve" || (intent === "ask" && node.step["waitFor"] !== false)) break;
    id = mainTarget(graph, id);
  }
  return reached;
}
