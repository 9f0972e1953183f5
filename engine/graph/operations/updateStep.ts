import { isStepKind } from "../../steps/index.ts";
import { ENTRY_LISTS, hasOutlet, outletFields } from "../nodes.ts";
import type { GraphNode } from "../types.ts";
import type { Apply } from "./types.ts";

export const updateStep: Apply<"updateStep"> = (graph, { id, fields }) => {
  const node = graph.nodes.find((candidate) => candidate.id === id);
  if (!node || !isStepKind(node.step.kind)) return graph;
  const outlets = outletFields(node.step.kind);
  const changes = Object.entries(fields).filter(([name]) => name !== "kind" && !outlets.includes(name));
  const all = { ...node.step, ...Object.fromEntries(changes) };
  const step = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as GraphNode["step"];
  const updated = { ...node, step };
  const listed = changes.some(([name]) => (ENTRY_LISTS as readonly string[]).includes(name));
  return {
    ...graph,
    nodes: graph.nodes.map((other) => (other === node ? updated : other)),
    // A list made shorter takes the lines of its lost entries along.
    edges: listed ? graph.edges.filter((edge) => edge.from !== id || hasOutlet(updated, edge.outlet)) : graph.edges,
  };
};

export const rename: Apply<"rename"> = (graph, { id, name }) =>
  updateStep(graph, { do: "updateStep", id, fields: { name: name.trim() === "" ? undefined : name.trim() } });
