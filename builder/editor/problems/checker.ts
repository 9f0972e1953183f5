/** All that is checked of a drawing. It comes after the drawing stands: nobody waits for it to read or draw a flow. */
import type { ValidateOptions } from "../../../engine/definition/index.ts";
import type { Problem } from "../../../engine/definition/types.ts";
import { compile, DrawingMemory, type Graph } from "../../../engine/graph/index.ts";

/** Checks one drawing again and again, as it is edited: each time only what changed. */
export function makeCheck(): (graph: Graph, options: ValidateOptions) => Problem[] {
  const memory = new DrawingMemory();
  return (graph, options) => compile(graph, options, memory).problems;
}
