import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef } from "react";
import type { StepId } from "../../../engine/definition/types.ts";
import { deleteSelected } from "../canvas/useCanvasKeys.ts";
import { useEditorStore } from "../store/context.tsx";
import { titleOf } from "../words/step.ts";
import { reorder, type Up } from "./reorder.ts";

const ways: Record<string, Up> = { ArrowUp: "up", ArrowDown: "down" };

/**
 * Keys of the outline: arrows from row to row and to what more can be done with a step, with Alt to move it in the flow, Delete to remove it.
 * What came of it is said aloud. Tab stops at one row only: a large flow has hundreds.
 */
export function useOutlineKeys(list: RefObject<HTMLElement | null>, say: (words: string) => void) {
  const store = useEditorStore();
  /** The row that has the focus again once the list is drawn anew. */
  const wanted = useRef<string | null>(null);
  const rows = useCallback(() => [...(list.current?.querySelectorAll<HTMLElement>("[data-row]") ?? [])], [list]);
  useEffect(() => {
    if (wanted.current === null) return;
    rows()
      .find((row) => row.dataset["row"] === wanted.current)
      ?.focus();
    wanted.current = null;
  });
  const move = useCallback(
    (id: StepId, way: Up) => {
      const { graph, index, edit, readOnly } = store.getState();
      if (readOnly) return;
      const title = titleOf(index.get(id)?.node.step ?? { kind: "end" });
      const operations = reorder(graph, id, way);
      if (operations.length === 0) {
        say(`“${title}” cannot go further ${way} on its own. Lead its lines where they should go.`);
        return;
      }
      wanted.current = id;
      edit(operations, { name: `move “${title}” ${way}` });
      const others = store.getState().graph.edges.filter(({ to }) => to === id);
      const before = index.get(others[0]?.from ?? "")?.node.step;
      say(`“${title}” now comes ${before ? `after “${titleOf(before)}”` : "first"}.`);
    },
    [store, say],
  );
  const remove = (id: StepId, above: string | undefined) => {
    wanted.current = above ?? null;
    store.getState().select([id]);
    deleteSelected(store);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const active = document.activeElement as HTMLElement;
    const all = rows();
    const at = all.findIndex((row) => row === active || row.nextElementSibling === active);
    const row = all[at];
    if (!row) return;
    const id = row.dataset["row"] ?? "";
    const isStep = store.getState().index.has(id);
    const way = ways[event.key];
    if (way && event.altKey) {
      if (isStep) move(id, way);
    } else if (way) all[at + (way === "up" ? -1 : 1)]?.focus();
    else if (event.key === "ArrowRight" && isStep) (row.nextElementSibling as HTMLElement | null)?.focus();
    else if (event.key === "ArrowLeft") row.focus();
    else if (event.key === "Home") all[0]?.focus();
    else if (event.key === "End") all.at(-1)?.focus();
    else if (event.key === "Delete" && isStep) remove(id, all.slice(0, at).findLast((one) => one.dataset["row"])?.dataset["row"]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return { onKeyDown, move };
}
