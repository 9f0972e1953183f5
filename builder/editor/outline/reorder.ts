/** A step goes before the one above it, or after the one below: of the flow, not of the canvas. Pure. */
import type { StepId } from "../../../engine/definition/types.ts";
import { type Graph, type GraphNode, hasOutlet, type Operation, type Origin } from "../../../engine/graph/index.ts";

export type Up = "up" | "down";

/** What moving it comes to; nothing where it cannot go further that way. */
export function reorder(graph: Graph, id: StepId, way: Up): Operation[] {
  const step = nodeOf(graph, id);
  if (!step || !hasOutlet(step, "next")) return [];
  return way === "up" ? goUp(graph, step) : goDown(graph, step);
}

/** Before the step that leads here: what led to that one leads here, and this one to it. */
function goUp(graph: Graph, step: GraphNode): Operation[] {
  const origin = originsOf(graph, step.id).find(({ from }) => from !== null && from !== step.id);
  const before = origin?.from ? nodeOf(graph, origin.from) : undefined;
  if (!origin || !before) return [];
  const origins = originsOf(graph, before.id).filter(({ from }) => from !== step.id);
  const next = targetOf(graph, step.id);
  const after = next === before.id ? step.id : next;
  return [
    ...origins.map((one) => lead(one, step.id)),
    lead({ from: step.id, outlet: "next" }, before.id),
    // What comes round again from the step after goes on coming to this one.
    ...originsOf(graph, step.id)
      .filter(({ from }) => from !== after)
      .map((one) => goOn(one, after)),
    ...places(step, before),
  ];
}

/** After the step this one leads to: what led here leads to that one, and that one here. */
function goDown(graph: Graph, step: GraphNode): Operation[] {
  const target = targetOf(graph, step.id);
  const below = target === null || target === step.id ? undefined : nodeOf(graph, target);
  if (!below || !hasOutlet(below, "next")) return [];
  const after = targetOf(graph, below.id);
  if (after === step.id) return [];
  return [
    ...originsOf(graph, step.id)
      .filter(({ from }) => from !== below.id)
      .map((one) => lead(one, below.id)),
    lead({ from: below.id, outlet: "next" }, step.id),
    goOn({ from: step.id, outlet: "next" }, after),
    ...places(step, below),
  ];
}

const nodeOf = (graph: Graph, id: StepId): GraphNode | undefined => graph.nodes.find((node) => node.id === id);
const targetOf = (graph: Graph, from: StepId): StepId | null =>
  graph.edges.find((edge) => edge.from === from && edge.outlet === "next")?.to ?? null;

/** Everything that leads to a step. */
function originsOf(graph: Graph, id: StepId): Origin[] {
  const lines: Origin[] = graph.edges.filter((edge) => edge.to === id).map(({ from, outlet }) => ({ from, outlet }));
  return graph.start === id ? [{ from: null, outlet: "start" }, ...lines] : lines;
}

const lead = ({ from, outlet }: Origin, to: StepId): Operation =>
  from === null ? { do: "setStart", to } : { do: "connect", from, outlet, to };

/** On to a step, or nowhere. */
function goOn(origin: Origin, to: StepId | null): Operation {
  if (to !== null) return lead(origin, to);
  return origin.from === null ? { do: "setStart", to: null } : { do: "disconnect", from: origin.from, outlet: origin.outlet };
}

/** They change places on the canvas too. */
const places = (a: GraphNode, b: GraphNode): Operation[] => [
  {
    do: "moveMany",
    moves: [
      { id: a.id, position: b.position },
      { id: b.id, position: a.position },
    ],
  },
];
