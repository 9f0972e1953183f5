import type { Definition } from "../definition/types.ts";
import { isStepKind, outletsOf } from "../steps/index.ts";
import { tidy } from "./layout.ts";
import { drawn, isRecord } from "./nodes.ts";
import type { Graph, GraphEdge, GraphNode } from "./types.ts";

/** From a definition, also one written by hand, to a drawing laid out. Steps of unknown kinds cannot be drawn and are left out. */
export function decompile(definition: Definition): Graph {
  return tidy(decompileUnplaced(definition));
}

/** Without positions: all stand at the origin. */
export function decompileUnplaced(definition: Definition): Graph {
  const { format: _format, start, steps, ...settings } = definition;
  const nodes: GraphNode[] = [];
  const edges: GraphEdge[] = [];
  for (const [id, step] of Object.entries(isRecord(steps) ? steps : {})) {
    if (!isRecord(step) || !isStepKind(step["kind"])) continue;
    nodes.push({ id, step: drawn({ ...step, kind: step["kind"] }), position: { x: 0, y: 0 } });
    for (const outlet of outletsOf({ ...step, kind: step["kind"] }))
      if (outlet.to !== null) edges.push({ from: id, outlet: outlet.name, to: outlet.to });
  }
  return { format: "firmflow-graph/1", settings, start: start || null, nodes, edges };
}
