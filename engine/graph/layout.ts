/** Laying a drawing out from top to bottom, in the sizes the canvas draws. */
import dagre from "@dagrejs/dagre";
import { CARD, COLUMN, GAP, sizeOf } from "./sizes.ts";
import type { Graph, GraphNode } from "./types.ts";

/** The tabs of a step with several ways on hang below it, and its lines bend below them. */
const TABS = 32;
const GRID = 4;

/** The same drawing with every step placed anew. Nothing but positions changes. */
export function tidy(graph: Graph): Graph {
  if (graph.nodes.length === 0) return graph;
  const plan = new dagre.graphlib.Graph({ multigraph: true });
  plan.setGraph({ rankdir: "TB", nodesep: COLUMN - CARD.width, ranksep: GAP, edgesep: 24, marginx: 0, marginy: 0 });
  plan.setDefaultEdgeLabel(() => ({}));
  const waysOn = Map.groupBy(graph.edges, (edge) => edge.from);
  const tabsOf = (node: GraphNode) => ((waysOn.get(node.id)?.length ?? 0) > 1 ? TABS : 0);
  for (const node of startFirst(graph)) {
    const { width, height } = sizeOf(node.step.kind);
    plan.setNode(node.id, { width, height: height + tabsOf(node) });
  }
  for (const edge of graph.edges) {
    // An edge to itself says nothing about places; one to a step not drawn has no end.
    if (edge.from !== edge.to && plan.hasNode(edge.from) && plan.hasNode(edge.to)) plan.setEdge(edge.from, edge.to, {}, edge.outlet);
  }
  dagre.layout(plan, { constraints: inOrder(graph) });
  return { ...graph, nodes: graph.nodes.map((node) => placed(node, plan.node(node.id), tabsOf(node))) };
}

/** Ways on keep their order from left to right, as their tabs stand under the card; of two that would contradict each other the first counts. */
function inOrder(graph: Graph): { left: string; right: string }[] {
  const pairs = new Map<string, { left: string; right: string }>();
  for (const ways of Map.groupBy(graph.edges, (edge) => edge.from).values()) {
    const targets = [...new Set(ways.map((edge) => edge.to))].filter((to) => to !== ways[0]?.from);
    for (const [index, right] of targets.entries()) {
      const left = targets[index - 1];
      if (left !== undefined && !pairs.has(`${right} ${left}`)) pairs.set(`${left} ${right}`, { left, right });
    }
  }
  return [...pairs.values()];
}

/** dagre breaks circles where it meets them first, so it should begin where runs begin. */
function startFirst(graph: Graph): GraphNode[] {
  return [...graph.nodes].sort((a, b) => Number(b.id === graph.start) - Number(a.id === graph.start));
}

function placed(node: GraphNode, middle: { x?: number; y?: number } | undefined, tabs: number): GraphNode {
  const { width, height } = sizeOf(node.step.kind);
  const snap = (value: number) => Math.round(value / GRID) * GRID || 0;
  return { ...node, position: { x: snap((middle?.x ?? 0) - width / 2), y: snap((middle?.y ?? 0) - (height + tabs) / 2) } };
}
