import type { StepId } from "../../../engine/definition/types.ts";
import { type Graph, type GraphEdge, type GraphNode, outletsOfNode, sizeOf } from "../../../engine/graph/index.ts";
import type { Outlet } from "../../../engine/steps/index.ts";

export interface IndexedNode {
  node: GraphNode;
  /** Lines that begin here. */
  out: readonly GraphEdge[];
  outlets: readonly Outlet[];
}

/** The drawing by step id. What did not change keeps its identity, so that only what changed is drawn again. */
export type GraphIndex = ReadonlyMap<StepId, IndexedNode>;

const none: readonly GraphEdge[] = [];

export function indexGraph(graph: Graph, before?: GraphIndex): GraphIndex {
  const out = new Map<StepId, GraphEdge[]>();
  for (const edge of graph.edges) {
    const list = out.get(edge.from);
    if (list) list.push(edge);
    else out.set(edge.from, [edge]);
  }
  return new Map(
    graph.nodes.map((node) => {
      const lines = out.get(node.id) ?? none;
      const known = before?.get(node.id);
      if (known && known.node === node && same(known.out, lines)) return [node.id, known];
      const outlets = known && known.node.step === node.step && same(known.out, lines) ? known.outlets : outletsFor(node, lines);
      return [node.id, { node, out: lines, outlets }];
    }),
  );
}

/** Asked of a drawing of one step, because the engine looks the step up. */
function outletsFor(node: GraphNode, lines: readonly GraphEdge[]): readonly Outlet[] {
  const alone: Graph = {
    format: "firmflow-graph/1",
    settings: { key: "one", name: "One", subject: "matter", enrol: { on: [], again: "never" } },
    start: null,
    nodes: [node],
    edges: [...lines],
  };
  return outletsOfNode(alone, node.id);
}

function same(a: readonly GraphEdge[], b: readonly GraphEdge[]): boolean {
  return a.length === b.length && a.every((edge, index) => edge === b[index]);
}

export interface Box {
  id: StepId;
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Where every step stands, for lines to keep clear of. */
export function boxesOf(graph: Graph): Box[] {
  return graph.nodes.map((node) => ({ id: node.id, ...node.position, ...sizeOf(node.step.kind) }));
}
