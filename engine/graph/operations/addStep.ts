import type { StepId } from "../../definition/types.ts";
import { drawn, outletsOfNode } from "../nodes.ts";
import { GAP, sizeOf } from "../sizes.ts";
import type { Graph, GraphNode } from "../types.ts";
import { hasStep, lead, targetOf } from "./edges.ts";
import type { Apply, OperationOf } from "./types.ts";

export const addStep: Apply<"addStep"> = (graph, operation) => {
  if (hasStep(graph, operation.id)) return graph;
  const after = operation.on === undefined ? null : targetOf(graph, operation.on);
  const nodes = newNodes(graph, operation);
  let next: Graph = { ...graph, nodes: [...graph.nodes, ...nodes] };
  if (operation.on) next = lead(next, operation.on, operation.id);
  else if (graph.nodes.length === 0) next = { ...next, start: operation.id };
  const join = nodes[1]?.id;
  next = join === undefined ? next : leadAll(next, operation.id, join);
  return after === null ? next : leadAll(next, join ?? operation.id, after);
};

/** The step, and for a parallel the join at which its branches meet. */
function newNodes(graph: Graph, { id, step, position, joinId }: OperationOf<"addStep">): GraphNode[] {
  const node: GraphNode = { id, step: drawn(step), position };
  if (step.kind !== "parallel" || joinId === undefined || hasStep(graph, joinId)) return [node];
  const below = { x: position.x, y: position.y + sizeOf("parallel").height + GAP };
  return [
    { ...node, step: { ...node.step, join: joinId } },
    { id: joinId, step: { kind: "join", need: "all" }, position: below },
  ];
}

/** Connects every way on that must be connected. A repeat's body stays open: it has to lead back, not on. */
function leadAll(graph: Graph, id: StepId, to: StepId): Graph {
  return outletsOfNode(graph, id)
    .filter((outlet) => outlet.required && outlet.to === null && outlet.name !== "body")
    .reduce((next, outlet) => lead(next, { from: id, outlet: outlet.name }, to), graph);
}
