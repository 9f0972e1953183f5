import type { StepId } from "../../definition/types.ts";
import { mainTarget } from "../nodes.ts";
import type { Graph } from "../types.ts";
import { hasStep } from "./edges.ts";
import { renamed } from "./references.ts";
import type { Apply } from "./types.ts";

export const deleteStep: Apply<"deleteStep"> = (graph, { id, closeGap }) => {
  if (!hasStep(graph, id)) return graph;
  const after = closeGap ? mainTarget(graph, id) : null;
  const heir = after === id ? null : after;
  return {
    ...graph,
    ...withGoals(graph, id),
    start: graph.start === id ? heir : graph.start,
    nodes: graph.nodes
      .filter((node) => node.id !== id)
      .map((node) => {
        const step = renamed(node.step, (name) => (name === id ? null : name));
        return step === node.step ? node : { ...node, step };
      }),
    edges: graph.edges.flatMap((edge) => {
      if (edge.from === id) return [];
      if (edge.to !== id) return [edge];
      return heir === null ? [] : [{ ...edge, to: heir }];
    }),
  };
};

/** A goal that went on with the step ends the run instead; the person deleting sees it in the settings. */
function withGoals(graph: Graph, id: StepId): Pick<Graph, "settings"> {
  const { goals } = graph.settings;
  if (!goals?.some((goal) => goal.then === id)) return { settings: graph.settings };
  return { settings: { ...graph.settings, goals: goals.map((goal) => (goal.then === id ? { ...goal, then: "end" } : goal)) } };
}

export const deleteMany: Apply<"deleteMany"> = (graph, { ids, closeGap }) =>
  ids.reduce((next, id) => deleteStep(next, { do: "deleteStep", id, closeGap }), graph);
