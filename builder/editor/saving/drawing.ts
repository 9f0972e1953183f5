import type { Graph } from "../../../engine/graph/index.ts";
import type { Kept } from "../../saving/unsaved.ts";

/** A drawing that could not be saved yet. */
export interface UnsavedDrawing extends Kept {
  /** As it was last saved, which the changes are to. */
  base: Graph;
  graph: Graph;
}

export const isDrawing = ({ base, graph }: Partial<UnsavedDrawing>): boolean => isGraph(base) && isGraph(graph);

const isGraph = (value: Graph | undefined): boolean =>
  value?.format === "firmflow-graph/1" && Array.isArray(value.nodes) && Array.isArray(value.edges) && typeof value.settings === "object";
