import type { ReactFlowInstance } from "@xyflow/react";
import type { Point } from "../../../engine/graph/index.ts";
import type { EditorStore } from "../store/editorStore.ts";
import { tidyUp } from "../store/layOut.ts";
import { addNote } from "./notes.ts";
import { deleteSelected, duplicate } from "./useCanvasKeys.ts";
import { copyByButton, pasteByButton } from "./useClipboard.ts";

/** What buttons and menus of the canvas do. Given to them, who are fetched when somebody first needs them. */
export const actsOn = (store: EditorStore, canvas: Pick<ReactFlowInstance, "fitView" | "screenToFlowPosition">) => ({
  copy: () => void copyByButton(store),
  cut: () => void copyByButton(store, true),
  paste: () => void pasteByButton(store),
  duplicate: () => duplicate(store),
  remove: (closeGap = true) => deleteSelected(store, "Deleted", closeGap),
  note: (onScreen: Point) => addNote(store, canvas.screenToFlowPosition(onScreen)),
  showAll: () => void canvas.fitView({ padding: 0.12, maxZoom: 1 }),
  tidyUp: () => void tidyUp(store),
});
export type CanvasActs = ReturnType<typeof actsOn>;
