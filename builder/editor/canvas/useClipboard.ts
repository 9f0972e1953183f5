import { notifications } from "@mantine/notifications";
import { useEffect } from "react";
import { notifyDone, notifyProblem, notifyUndo } from "../../components/notify.tsx";
import { useEditorStore } from "../store/context.tsx";
import type { EditorStore } from "../store/editorStore.ts";
import { stepsAndNotes } from "../words/edits.ts";
import { capital } from "../words/lists.ts";
import { chosenWords, copied } from "./clipboard.ts";
import { deleteSelected, isTyping } from "./useCanvasKeys.ts";

/** Copy, cut and paste by the browser's own keys and menu: between flows, windows and people. */
export function useClipboard(): void {
  const store = useEditorStore();
  useEffect(() => {
    const take = (event: ClipboardEvent, cut: boolean) => {
      if (isTyping(event.target) || document.getSelection()?.type === "Range") return;
      const text = copied(store);
      if (!text || !event.clipboardData) return;
      event.clipboardData.setData("text/plain", text);
      event.preventDefault();
      told(store, cut);
    };
    const onCopy = (event: ClipboardEvent) => take(event, false);
    const onCut = (event: ClipboardEvent) => take(event, true);
    const onPaste = (event: ClipboardEvent) => {
      if (isTyping(event.target) || store.getState().readOnly) return;
      const text = event.clipboardData?.getData("text/plain") ?? "";
      if (text === "") return;
      event.preventDefault();
      tellPasted(store, text).catch(notifyProblem);
    };
    window.addEventListener("copy", onCopy);
    window.addEventListener("cut", onCut);
    window.addEventListener("paste", onPaste);
    return () => {
      window.removeEventListener("copy", onCopy);
      window.removeEventListener("cut", onCut);
      window.removeEventListener("paste", onPaste);
    };
  }, [store]);
}

async function tellPasted(store: EditorStore, text: string): Promise<void> {
  // What reads a clipping reads whole definitions too: fetched when somebody pastes.
  const { pasteText } = await import("./pasteText.ts");
  const pasted = pasteText(store, text);
  if ("refused" in pasted) {
    notifications.show({ title: "Nothing was pasted", message: pasted.refused, color: "attention", autoClose: 8000 });
    return;
  }
  const left = pasted.left.length > 0 ? ` Left out, because this Firmflow does not know them: ${pasted.left.join(", ")}.` : "";
  const what = capital(stepsAndNotes(pasted.clipping.nodes.length, pasted.clipping.notes?.length ?? 0));
  notifyUndo({ message: `${what} pasted.${left}`, onUndo: store.getState().undo });
}

/** What is copied is said; what is cut is gone, and can be taken back at once. */
function told(store: EditorStore, cut: boolean): void {
  const state = store.getState();
  if (cut && !state.readOnly) deleteSelected(store, "Cut");
  else notifyDone(`${capital(chosenWords(state))} copied. Paste here, or in another flow.`);
}

/** The same from a button, for whoever does not work by keys. */
export async function copyByButton(store: EditorStore, cut = false): Promise<void> {
  const text = copied(store);
  if (!text) return;
  try {
    await navigator.clipboard.writeText(text);
    told(store, cut);
  } catch {
    notifications.show({ message: "This browser copies by keys only: press Ctrl C.", color: "attention" });
  }
}

export async function pasteByButton(store: EditorStore): Promise<void> {
  const text = await navigator.clipboard.readText().catch(() => null);
  if (text === null) notifications.show({ message: "This browser pastes by keys only: press Ctrl V.", color: "attention" });
  else await tellPasted(store, text).catch(notifyProblem);
}
