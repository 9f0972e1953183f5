import { applyWith, type Graph } from "../../../engine/graph/index.ts";
import { notifyProblem } from "../../components/notify.tsx";

type LayOut = (graph: Graph) => Graph;
/** Until it has come, tidying up changes nothing. */
let layOut: LayOut = (graph) => graph;

/** What lays a drawing out, fetched when somebody first tidies up. */
async function fetchLayOut(): Promise<void> {
  const { tidy } = await import("../../../engine/graph/layout.ts");
  layOut = tidy;
}

/** Lays the drawing out anew. */
export async function tidyUp(store: { getState(): { edit(operation: { do: "tidy" }): void } }): Promise<void> {
  try {
    await fetchLayOut();
    store.getState().edit({ do: "tidy" });
  } catch (error) {
    notifyProblem(error);
  }
}

export const { applyAll } = applyWith((graph) => layOut(graph));
