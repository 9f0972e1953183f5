import { createContext, type ReactNode, useContext } from "react";
import { useStore } from "zustand";
import type { StepId } from "../../../engine/definition/types.ts";
import type { EditorState, EditorStore } from "./editorStore.ts";
import type { IndexedNode } from "./indexGraph.ts";

const Context = createContext<EditorStore | null>(null);

export function EditorProvider({ store, children }: { store: EditorStore; children: ReactNode }) {
  return <Context.Provider value={store}>{children}</Context.Provider>;
}

/** The editor's store itself, for event handlers that read it when they run. */
export function useEditorStore(): EditorStore {
  const store = useContext(Context);
  if (!store) throw new Error("Outside of an editor.");
  return store;
}

export function useEditor<T>(selector: (state: EditorState) => T): T {
  return useStore(useEditorStore(), selector);
}

export const useIndexed = (id: StepId): IndexedNode | undefined => useEditor((state) => state.index.get(id));

/** What can be undone and redone. */
export function useHistory(): { undoable: boolean; redoable: boolean } {
  const { temporal } = useEditorStore();
  const undoable = useStore(temporal, (history) => history.pastStates.length > 0);
  const redoable = useStore(temporal, (history) => history.futureStates.length > 0);
  return { undoable, redoable };
}
