import type { StepId } from "../../../engine/definition/types.ts";
import type { Graph, Origin } from "../../../engine/graph/index.ts";
import type { GraphIndex } from "../store/indexGraph.ts";

interface Row {
  key: string;
  depth: number;
}
export type OutlineRow =
  | (Row & { sort: "step"; id: StepId })
  /** The heading of a way on. */
  | (Row & { sort: "way"; label: string })
  /** A way on that leads nowhere yet. */
  | (Row & { sort: "open"; label: string; on: Origin })
  /** A way on to a step that already stands above. */
  | (Row & { sort: "on"; label: string; id: StepId });

/** Steps in the order a run meets them. The usual way goes on at the same depth; others are told below their step, one deeper. */
export function outlineOf(graph: Graph, index: GraphIndex): OutlineRow[] {
  const rows: OutlineRow[] = [];
  const told = new Set<StepId>();
  if (graph.start === null) rows.push({ sort: "open", key: "$start", depth: 0, label: "First", on: { from: null, outlet: "start" } });
  else tell(graph.start, 0);
  for (const node of graph.nodes) {
    if (told.has(node.id)) continue;
    rows.push({ sort: "way", key: `loose ${node.id}`, depth: 0, label: "Not connected" });
    tell(node.id, 0);
  }
  return rows;

  function tell(first: StepId, depth: number): void {
    for (let id: StepId | null = first; id !== null; ) {
      const indexed = index.get(id);
      if (!indexed) return;
      told.add(id);
      rows.push({ sort: "step", key: id, depth, id });
      id = ways(id, depth);
    }
  }

  /** Tells the ways on; gives the step to go on with at this depth. */
  function ways(id: StepId, depth: number): StepId | null {
    const outlets = (index.get(id)?.outlets ?? []).filter((outlet) => outlet.required || outlet.to !== null);
    const main = outlets.length === 1 ? outlets[0] : outlets.find((outlet) => outlet.name === "next");
    for (const outlet of outlets) {
      if (outlet === main) continue;
      const key = `${id} ${outlet.name}`;
      if (outlet.to === null)
        rows.push({ sort: "open", key, depth: depth + 1, label: outlet.label, on: { from: id, outlet: outlet.name } });
      else if (told.has(outlet.to)) rows.push({ sort: "on", key, depth: depth + 1, label: outlet.label, id: outlet.to });
      else {
        rows.push({ sort: "way", key, depth: depth + 1, label: outlet.label });
        tell(outlet.to, depth + 1);
      }
    }
    if (!main) return null;
    const key = `${id} ${main.name}`;
    const label = outlets.length > 1 ? main.label : "";
    if (main.to === null) rows.push({ sort: "open", key, depth, label: label || "Then", on: { from: id, outlet: main.name } });
    else if (told.has(main.to)) rows.push({ sort: "on", key, depth, label, id: main.to });
    else {
      if (label) rows.push({ sort: "way", key, depth, label });
      return main.to;
    }
    return null;
  }
}
