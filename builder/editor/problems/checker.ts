/** All that is checked of a drawing. It comes after the drawing stands: nobody waits for it to read or draw a flow. */
import type { ValidateOptions } from "../../../engine/definition/index.ts";
import type { Problem } from "../../../engine/definition/types.ts";
import { compile, type Graph } from "../../../engine/graph/index.ts";

export const check = (graph: Graph, options: ValidateOptions): Problem[] => compile(graph, options).problems;
