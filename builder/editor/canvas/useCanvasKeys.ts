import { type RefObject, useEffect } from "react";
import { copy } from "../../../engine/graph/index.ts";
import { notifyUndo } from "../../components/notify.tsx";
import { useEditorStore } from "../store/context.tsx";
import { type EditorStore, START } from "../store/editorStore.ts";
import { titleOf } from "../words/step.ts";
import { chosenSteps, pasteClipping } from "./clipboard.ts";
import { neighbour, type Way } from "./neighbours.ts";

const ways: Record<string, Way> = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right" };

/** Whether keys belong to what is written in, or to an open menu. */
export const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  target.closest("input, textarea, select, [contenteditable=true], [role=listbox], [role=menu], [role=dialog]") !== null;

/** Keys of the editor: undo and redo everywhere; on the canvas arrows, Enter, Delete, copies; `/` to the palette. */
export function useCanvasKeys(frame: RefObject<HTMLElement | null>): void {
  const store = useEditorStore();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target)) return;
      if (handle(store, event, frame.current)) event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [store, frame]);
}

function handle(store: EditorStore, event: KeyboardEvent, frame: HTMLElement | null): boolean {
  const state = store.getState();
  const command = event.ctrlKey || event.metaKey;
  const key = event.key.toLowerCase();
  if (command && key === "z") return done(event.shiftKey ? state.redo() : state.undo());
  if (command && key === "y") return done(state.redo());
  if (command && key === "d") return done(duplicate(store));
  if (command && key === "f") return done(state.find(true));
  if (command && key === "a") return done(state.select(state.graph.nodes.map((node) => node.id)));
  if (command || event.altKey) return false;
  if (event.key === "/") return focusPalette();
  if (event.key === "Escape") return done(state.adding ? state.startAdding(null) : state.panel ? state.closePanel() : state.select([]));
  const onCanvas = frame?.contains(event.target as Node) || event.target === document.body;
  if (!onCanvas) return false;
  if (event.key === "Delete" || event.key === "Backspace") return done(deleteSelected(store));
  const way = ways[event.key];
  const [current] = state.selected;
  if (way) {
    const next = current ? neighbour(state.graph, current, way) : START;
    if (next) state.select([next]);
    return true;
  }
  const button = (event.target as HTMLElement).closest("button, a");
  if (event.key === "Enter" && current && !button) return done(state.select([current], { panel: true }));
  return false;
}

const done = (_nothing: unknown): true => true;

function focusPalette(): boolean {
  const find = document.querySelector<HTMLInputElement>("[data-palette-find]");
  find?.focus();
  return find !== null;
}

/** What followed a deleted step then follows what was before it. Can be taken back at once. */
export function deleteSelected(store: EditorStore, how: "Deleted" | "Cut" = "Deleted"): void {
  const { selected, edit, readOnly, index, graph, undo } = store.getState();
  const notes = (graph.notes ?? []).filter((note) => selected.includes(note.id));
  const ids = chosenSteps(selected, graph);
  if (ids.length + notes.length === 0 || readOnly) return;
  const left = graph.notes?.filter((note) => !notes.includes(note)) ?? [];
  const [first] = ids;
  const step = first === undefined ? undefined : index.get(first)?.node.step;
  const what = ids.length > 1 ? `${ids.length} steps` : step ? `“${titleOf(step)}”` : notes.length > 1 ? `${notes.length} notes` : "a note";
  edit(
    [
      ...(ids.length > 0 ? [{ do: "deleteMany" as const, ids, closeGap: true }] : []),
      ...(notes.length > 0 ? [{ do: "setNotes" as const, notes: left }] : []),
    ],
    { name: `${how === "Cut" ? "cut" : "delete"} ${what}` },
  );
  notifyUndo({ message: `${how} ${what}`, onUndo: undo });
}

export function duplicate(store: EditorStore): void {
  const { selected, graph, readOnly } = store.getState();
  const clipping = copy(graph, chosenSteps(selected, graph));
  if (clipping.nodes.length > 0 && !readOnly) pasteClipping(store, clipping);
}
