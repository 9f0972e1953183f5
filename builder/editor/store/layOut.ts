import { applyWith, type Graph } from "../../../engine/graph/index.ts";

type LayOut = (graph: Graph) => Graph;
/** Until it has come, tidying up changes nothing. */
let layOut: LayOut = (graph) => graph;

/** What lays a drawing out, fetched when somebody first tidies up. */
export async function fetchLayOut(): Promise<void> {
  const { tidy } = await import("../../../engine/graph/layout.ts");
  layOut = tidy;
}

export const { applyAll } = applyWith((graph) => layOut(graph));
