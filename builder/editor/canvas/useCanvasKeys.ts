import { type RefObject, useEffect } from "react";
import { copy, newStepId } from "../../../engine/graph/index.ts";
import { notifyUndo } from "../../components/notify.tsx";
import { useEditorStore } from "../store/context.tsx";
import { type EditorStore, START } from "../store/editorStore.ts";
import { titleOf } from "../words/step.ts";
import { neighbour, type Way } from "./neighbours.ts";

const ways: Record<string, Way> = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right" };

const isTyping = (target: EventTarget | null) =>
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
export function deleteSelected(store: EditorStore): void {
  const { selected, edit, readOnly, index, undo } = store.getState();
  const ids = selected.filter((id) => id !== START);
  if (ids.length === 0 || readOnly) return;
  const [first] = ids;
  const name = first && index.get(first) ? titleOf(index.get(first)?.node.step ?? { kind: "end" }) : "the step";
  edit({ do: "deleteMany", ids, closeGap: true });
  notifyUndo({ message: ids.length === 1 ? `Deleted “${name}”` : `Deleted ${ids.length} steps`, onUndo: undo });
}

export function duplicate(store: EditorStore): void {
  const { selected, edit, graph, index, select } = store.getState();
  const ids = selected.filter((id) => id !== START);
  if (ids.length === 0) return;
  const clipping = copy(graph, ids);
  const renamed = Object.fromEntries(clipping.nodes.map((node) => [node.id, newStepId(node.step.kind, index)]));
  edit({ do: "paste", clipping, ids: renamed, offset: { x: 32, y: 32 } });
  select(Object.values(renamed));
}
