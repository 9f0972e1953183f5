import type { StepId } from "../../../engine/definition/types.ts";
import { type Graph, hasOutlet, type Operation, type Origin } from "../../../engine/graph/index.ts";

/**
 * What dropping a step on a line comes to: it goes between. Only a step that nothing leads to and that leads nowhere itself, since for
 * any other nobody could say which of its lines is meant. Nothing else comes of a drop than the step's new place.
 */
export function insertion(graph: Graph, id: StepId, on: Origin | undefined): Operation[] {
  const node = graph.nodes.find((one) => one.id === id);
  if (!on || !node || on.from === id || graph.start === id) return [];
  if (graph.edges.some((edge) => edge.from === id || edge.to === id)) return [];
  const target = on.from === null ? graph.start : graph.edges.find((edge) => edge.from === on.from && edge.outlet === on.outlet)?.to;
  if (!target) return [];
  const into: Operation = on.from === null ? { do: "setStart", to: id } : { do: "connect", from: on.from, outlet: on.outlet, to: id };
  return hasOutlet(node, "next") ? [into, { do: "connect", from: id, outlet: "next", to: target }] : [];
}
