import { useMemo } from "react";
import type { Problem } from "../../../engine/definition/types.ts";
import { type Fix, fixesFor, newStepId } from "../../../engine/graph/index.ts";
import { useRecords } from "../api/records.ts";
import { useEditor, useEditorStore } from "../store/context.tsx";
import type { EditorStore } from "../store/editorStore.ts";

/** What may be pressed against these problems; each only once. Nothing where the drawing is only read. */
export function useFixes(problems: readonly Problem[]): Fix[] {
  const store = useEditorStore();
  const readOnly = useEditor((state) => state.readOnly);
  const { known } = useRecords();
  return useMemo(() => {
    if (readOnly || problems.length === 0) return [];
    const { graph, index } = store.getState();
    const context = { known, newId: (kind: "end") => newStepId(kind, index) };
    const all = problems.flatMap((problem) => fixesFor(graph, problem, context));
    return all.filter((fix, at) => all.findIndex((other) => other.name === fix.name) === at);
  }, [problems, known, readOnly, store]);
}

/** One action to undo, called what was pressed. */
export function press(store: EditorStore, { name, operations }: Fix): void {
  store.getState().edit(operations, { name: `${name.charAt(0).toLowerCase()}${name.slice(1)}` });
}
