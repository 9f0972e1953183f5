import { clippingText, copy, type Graph, newStepId, type Operation } from "../../../engine/graph/index.ts";
import { type EditorStore, START } from "../store/editorStore.ts";
import { pasteOffset } from "./pastePlace.ts";

/** The chosen steps as text for the clipboard; null where none is chosen. */
export function copied(store: EditorStore): string | null {
  const { graph, selected } = store.getState();
  const clipping = copy(graph, chosenSteps(selected, graph));
  return clipping.nodes.length > 0 ? clippingText(clipping) : null;
}

export function chosenSteps(selected: readonly string[], graph: Graph): string[] {
  return selected.filter((id) => id !== START && graph.nodes.some((node) => node.id === id));
}

/** Puts copied steps into this flow and selects them. */
export function pasteClipping(store: EditorStore, clipping: ReturnType<typeof copy>): void {
  const { graph, index, edit, select } = store.getState();
  const taken = new Set(index.keys());
  const ids = new Map(
    clipping.nodes.map(({ id, step }) => {
      const fresh = newStepId(step.kind, taken);
      taken.add(fresh);
      return [id, fresh];
    }),
  );
  const operations: Operation[] = [{ do: "paste", clipping, ids: Object.fromEntries(ids), offset: pasteOffset(graph, clipping) }];
  const first = clipping.nodes.find((node) => !clipping.edges.some((edge) => edge.to === node.id)) ?? clipping.nodes[0];
  const start = first && ids.get(first.id);
  if (graph.start === null && start) operations.push({ do: "setStart", to: start });
  edit(operations);
  select([...ids.values()]);
}
