import { nameOf, pointer, problem } from "../definition/problem.ts";
import type { ValidateOptions } from "../definition/settings.ts";
import type { Definition, Problem } from "../definition/types.ts";
import { validate } from "../definition/validate.ts";
import { definitionOf } from "./definitionOf.ts";
import { DrawingMemory } from "./drawingMemory.ts";
import { hasOutlet } from "./nodes.ts";
import type { Graph } from "./types.ts";

export interface Compiled {
  /** What the drawing says. Only to be run when `problems` has no errors. */
  definition: Definition;
  problems: Problem[];
}

/**
 * From the drawing to the definition, and everything that is wrong with it. With the `memory` of the last time, what is still the very same
 * is neither drawn up nor looked at again.
 */
export function compile(graph: Graph, options: ValidateOptions = {}, memory: DrawingMemory = new DrawingMemory()): Compiled {
  const definition = definitionOf(graph, memory);
  return { definition, problems: [...checkDrawing(graph), ...validate(definition, options, memory.checked)] };
}

/** What can be wrong in a drawing that a definition could not even express. */
function checkDrawing(graph: Graph): Problem[] {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]));
  const out: Problem[] = [];
  if (nodes.size < graph.nodes.length)
    out.push(problem(null, "/steps", "doubleId", "Two steps have the same id. Delete one of them and add it again."));
  const seen = new Set<string>();
  for (const edge of graph.edges) {
    const node = nodes.get(edge.from);
    const path = pointer("steps", edge.from);
    if (!node || !hasOutlet(node, edge.outlet)) {
      const message = `A line begins at “${edge.outlet}” of step ${nameOf(edge.from, node?.step)}, which has no such way out. Delete the line.`;
      out.push(problem(node ? edge.from : null, path, "unknownOutlet", message));
    }
    const key = `${edge.from} ${edge.outlet}`;
    if (seen.has(key))
      out.push(
        problem(edge.from, path, "doubleEdge", `Two lines begin at “${edge.outlet}” of step ${nameOf(edge.from, node?.step)}. Keep one.`),
      );
    seen.add(key);
  }
  return out;
}
