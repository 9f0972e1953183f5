/** Two drawings in one: what is new, what changed, and what is gone, drawn where it stood. */
import { CARD, type Graph, type GraphEdge, type GraphNode } from "../../../engine/graph/index.ts";
import { lineId } from "../canvas/flowNodes.ts";
import { type GraphIndex, indexGraph } from "../store/indexGraph.ts";
import type { StepChange } from "./changes.ts";

export type DiffView = "before" | "both" | "after";

export interface Diff {
  before: Graph;
  beforeIndex: GraphIndex;
  marks: ReadonlyMap<string, StepChange>;
  /** Steps and lines there were. Steps are moved aside where something else stands now. */
  gone: { nodes: GraphNode[]; edges: GraphEdge[] };
  /** Ids of lines there were not. */
  added: ReadonlySet<string>;
}

export function diffOf(before: Graph, after: Graph, changes: readonly StepChange[]): Diff {
  const was = new Set(before.edges.map(wayOf));
  const is = new Set(after.edges.map(wayOf));
  const removed = before.nodes.filter(({ id }) => changes.some((change) => change.sort === "removed" && change.id === id));
  const gone = placed(removed, after.nodes);
  const drawnFrom = new Set([...removed.map(({ id }) => id), ...after.edges.map(({ from, outlet }) => `${from} ${outlet}`)]);
  const there = new Set([...after.nodes, ...removed].map(({ id }) => id));
  return {
    before,
    beforeIndex: indexGraph(before),
    marks: new Map(changes.map((change) => [change.id, change])),
    gone: {
      nodes: gone,
      edges: before.edges.filter(
        (edge) =>
          !is.has(wayOf(edge)) &&
          there.has(edge.from) &&
          there.has(edge.to) &&
          // A way on without any line now is not drawn under its card, so that nothing could begin there.
          (drawnFrom.has(edge.from) || drawnFrom.has(`${edge.from} ${edge.outlet}`)),
      ),
    },
    added: new Set(after.edges.filter((edge) => !was.has(wayOf(edge))).map(({ from, outlet }) => lineId(from, outlet))),
  };
}

const wayOf = ({ from, outlet, to }: GraphEdge) => `${from} ${outlet}>${to}`;

/** The drawing that is shown: of both, with what is gone. */
export function shownGraph(graph: Graph, diff: Diff | null, view: DiffView): Graph {
  if (!diff || view === "after") return graph;
  return view === "before" ? diff.before : { ...graph, nodes: [...graph.nodes, ...diff.gone.nodes] };
}

const ASIDE = CARD.width + 60;

function placed(removed: readonly GraphNode[], standing: readonly GraphNode[]): GraphNode[] {
  const taken = standing.map(({ position }) => position);
  return removed.map((node) => {
    let { x } = node.position;
    const isTaken = () =>
      taken.some((other) => Math.abs(other.x - x) < CARD.width + 20 && Math.abs(other.y - node.position.y) < CARD.height + 26);
    while (isTaken()) x -= ASIDE;
    const position = { x, y: node.position.y };
    taken.push(position);
    return { ...node, position };
  });
}
