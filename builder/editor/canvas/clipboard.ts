import { clippingText, copy, type Graph, newStepId, type Operation } from "../../../engine/graph/index.ts";
import { type EditorState, type EditorStore, START } from "../store/editorStore.ts";
import { stepsAndNotes } from "../words/edits.ts";
import { pasteOffset } from "./pastePlace.ts";

/** The chosen steps and notes as text for the clipboard; null where none is chosen. */
export function copied(store: EditorStore): string | null {
  const { graph, selected } = store.getState();
  const clipping = copy(graph, selected);
  return clipping.nodes.length + (clipping.notes?.length ?? 0) > 0 ? clippingText(clipping) : null;
}

export function chosenSteps(selected: readonly string[], graph: Graph): string[] {
  return selected.filter((id) => id !== START && graph.nodes.some((node) => node.id === id));
}

/** What is chosen, counted: "3 steps and a note". */
export function chosenWords({ selected, graph }: Pick<EditorState, "selected" | "graph">): string {
  const { nodes, notes = [] } = copy(graph, selected);
  return stepsAndNotes(nodes.length, notes.length);
}

/** Puts copied steps and notes into this flow and selects them. */
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
  for (const { id } of clipping.notes ?? []) ids.set(id, `note-${crypto.randomUUID()}`);
  const operations: Operation[] = [{ do: "paste", clipping, ids: Object.fromEntries(ids), offset: pasteOffset(graph, clipping) }];
  const first = clipping.nodes.find((node) => !clipping.edges.some((edge) => edge.to === node.id)) ?? clipping.nodes[0];
  const start = first && ids.get(first.id);
  if (graph.start === null && start) operations.push({ do: "setStart", to: start });
  edit(operations);
  select([...ids.values()]);
}
