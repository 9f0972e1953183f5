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

const standing = new WeakMap<Graph, Graph>();
let latest: Graph | undefined;

/** A drawing as far as where its steps stand and its lines lead: the very same as the one before it while it only says something else. */
export function standingOf(graph: Graph): Graph {
  const known = standing.get(graph);
  if (known) return known;
  latest = latest && standTheSame(latest, graph) ? latest : graph;
  standing.set(graph, latest);
  return latest;
}

function standTheSame(a: Graph, b: Graph): boolean {
  if (a.edges !== b.edges || a.start !== b.start || a.notes !== b.notes || a.nodes.length !== b.nodes.length) return false;
  return a.nodes.every((node, at) => {
    const other = b.nodes[at];
    return node === other || (node.id === other?.id && node.position === other.position && node.step.kind === other.step.kind);
  });
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
