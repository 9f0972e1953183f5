import { hasOutlet } from "../nodes.ts";
import { hasStep, lead, without } from "./edges.ts";
import type { Apply } from "./types.ts";

export const connect: Apply<"connect"> = (graph, { from, outlet, to }) => {
  const node = graph.nodes.find((candidate) => candidate.id === from);
  if (!node || !hasOutlet(node, outlet) || !hasStep(graph, to)) return graph;
  return lead(graph, { from, outlet }, to);
};

export const disconnect: Apply<"disconnect"> = (graph, { from, outlet }) => {
  const edges = without(graph.edges, from, outlet);
  return edges.length === graph.edges.length ? graph : { ...graph, edges };
};
