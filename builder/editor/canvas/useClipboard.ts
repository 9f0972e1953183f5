import { notifications } from "@mantine/notifications";
import { useEffect } from "react";
import { notifyDone, notifyProblem, notifyUndo } from "../../components/notify.tsx";
import { useEditorStore } from "../store/context.tsx";
import type { EditorStore } from "../store/editorStore.ts";
import { copied } from "./clipboard.ts";
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
      if (cut) deleteSelected(store, "Cut");
      else notifyDone(`${count(store.getState().selected.length)} copied. Paste here, or in another flow.`);
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
  notifyUndo({ message: `${count(pasted.clipping.nodes.length)} pasted.${left}`, onUndo: store.getState().undo });
}

const count = (steps: number) => (steps === 1 ? "1 step" : `${steps} steps`);
