import { createContext, type ReactNode, useContext } from "react";
import { useStore } from "zustand";
import type { StepId } from "../../../engine/definition/types.ts";
import type { Graph } from "../../../engine/graph/index.ts";
import type { EditorState, EditorStore } from "./editorStore.ts";
import { type IndexedNode, standingOf } from "./indexGraph.ts";

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

/** The drawing for whoever shows where steps stand and lines lead: they are not drawn again while a panel is typed in. */
export const useStandingDrawing = (): Graph => useEditor((state) => standingOf(state.graph));

/** A step as it is drawn now; while publishing shows the version before, also one that is gone. */
export const useIndexed = (id: StepId): IndexedNode | undefined =>
  useEditor(({ index, diff, diffView }) => {
    if (diff === null || diffView === "after") return index.get(id);
    return diffView === "before" ? diff.beforeIndex.get(id) : (index.get(id) ?? diff.beforeIndex.get(id));
  });

/** What can be undone and redone, by the name of the action; null where there is nothing. */
export function useHistory(): { undo: string | null; redo: string | null } {
  const { temporal } = useEditorStore();
  const did = useEditor((state) => state.did);
  const undoable = useStore(temporal, (history) => history.pastStates.length > 0);
  const redo = useStore(temporal, (history) => history.futureStates.at(-1)?.did ?? null);
  return { undo: undoable ? did : null, redo };
}
