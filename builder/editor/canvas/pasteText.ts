import { type Pasted, readClipping } from "../../../engine/graph/index.ts";
import type { EditorStore } from "../store/editorStore.ts";
import { pasteClipping } from "./clipboard.ts";

/** Puts copied steps into this flow and selects them. What they are, and why not, is told by the answer. */
export function pasteText(store: EditorStore, text: string): Pasted {
  const pasted = readClipping(text);
  if ("clipping" in pasted) pasteClipping(store, pasted.clipping);
  return pasted;
}
