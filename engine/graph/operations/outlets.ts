import type { StepId } from "../../definition/types.ts";
import { isStepKind } from "../../steps/index.ts";
import { type EntryList, isEntryList } from "../nodes.ts";
import type { Graph, GraphEdge, GraphNode } from "../types.ts";
import type { Apply } from "./types.ts";

const FRESH: Record<EntryList, () => Record<string, unknown>> = {
  cases: () => ({ when: {} }),
  arms: () => ({ weight: 50 }),
  branches: () => ({}),
  events: () => ({ event: "" }),
};

export const addOutlet: Apply<"addOutlet"> = (graph, { id, list, entry, at }) => {
  const node = holder(graph, id, list);
  if (!node) return graph;
  const entries: unknown[] = Array.isArray(node.step[list]) ? node.step[list] : [];
  const place = Math.max(0, Math.min(at ?? entries.length, entries.length));
  const { next: _next, ...fresh } = { ...FRESH[list](), ...entry };
  return withEntries(graph, node, list, [...entries.slice(0, place), fresh, ...entries.slice(place)], (index) =>
    index >= place ? index + 1 : index,
  );
};

export const removeOutlet: Apply<"removeOutlet"> = (graph, { id, outlet }) => {
  const [list = "", text] = outlet.split("/");
  const node = holder(graph, id, list);
  const entries: unknown = node?.step[list];
  const place = Number(text);
  if (!node || !Array.isArray(entries) || text === undefined || !(place < entries.length)) return graph;
  return withEntries(graph, node, list, entries.toSpliced(place, 1), (index) =>
    index === place ? null : index > place ? index - 1 : index,
  );
};

function holder(graph: Graph, id: StepId, list: string): GraphNode | undefined {
  const node = graph.nodes.find((candidate) => candidate.id === id);
  return node && isStepKind(node.step.kind) && isEntryList(node.step.kind, list) ? node : undefined;
}

/** Puts a list in place; lines keep to the entries they began at (`to` says where each entry went, null when it is gone). */
function withEntries(graph: Graph, node: GraphNode, list: string, entries: unknown[], to: (index: number) => number | null): Graph {
  const edges = graph.edges.flatMap((edge): GraphEdge[] => {
    const [field, text] = edge.outlet.split("/");
    if (edge.from !== node.id || field !== list || text === undefined) return [edge];
    const index = to(Number(text));
    return index === null ? [] : [{ ...edge, outlet: `${list}/${index}` }];
  });
  const step = { ...node.step, [list]: entries };
  return { ...graph, nodes: graph.nodes.map((other) => (other === node ? { ...node, step } : other)), edges };
}
