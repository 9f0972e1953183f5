import { type RefObject, useEffect } from "react";
import { copy, type Point } from "../../../engine/graph/index.ts";
import { notifyUndo } from "../../components/notify.tsx";
import { useEditorStore } from "../store/context.tsx";
import { type EditorStore, START } from "../store/editorStore.ts";
import { stepsAndNotes } from "../words/edits.ts";
import { titleOf } from "../words/step.ts";
import { chosenSteps, pasteClipping } from "./clipboard.ts";
import { moving } from "./moving.ts";
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
  if (command && key === "a") return done(state.select([...state.graph.nodes, ...(state.graph.notes ?? [])].map(({ id }) => id)));
  const way = ways[event.key];
  const onCanvas = frame?.contains(event.target as Node) || event.target === document.body;
  if (event.altKey && way && onCanvas) return nudge(store, way);
  if (command || event.altKey) return false;
  if (event.key === "/") return focusPalette(store);
  if (event.key === "Escape") return done(state.adding ? state.startAdding(null) : state.panel ? state.closePanel() : state.select([]));
  if (!onCanvas) return false;
  if (event.key === "Delete" || event.key === "Backspace") return done(deleteSelected(store));
  const [current] = state.selected;
  if (way && event.shiftKey) return chooseMore(store, way);
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

/** Shift and an arrow: the step there is chosen too; back over one that is, the last is let go again. */
function chooseMore(store: EditorStore, way: Way): true {
  const { selected, graph, select } = store.getState();
  const last = selected.at(-1);
  const next = last === undefined ? START : neighbour(graph, last, way);
  if (next !== null && next === selected.at(-2)) select(selected.slice(0, -1));
  else if (next !== null && !selected.includes(next)) select([...selected, next]);
  return true;
}

/** As far as one dot of the ground. */
const NUDGE = 20;
const towards: Record<Way, Point> = {
  up: { x: 0, y: -NUDGE },
  down: { x: 0, y: NUDGE },
  left: { x: -NUDGE, y: 0 },
  right: { x: NUDGE, y: 0 },
};

/** Alt and an arrow: what is chosen stands a little elsewhere. Pressed again and again it is one action. */
function nudge(store: EditorStore, way: Way): boolean {
  const { graph, selected, edit, readOnly } = store.getState();
  const { x, y } = towards[way];
  const chosen = [...graph.nodes, ...(graph.notes ?? [])].filter(({ id }) => selected.includes(id));
  if (readOnly || chosen.length === 0) return false;
  const places = new Map(chosen.map(({ id, position }) => [id, { x: position.x + x, y: position.y + y }]));
  edit(moving(graph, places), { merge: `nudge ${selected.join(" ")}` });
  return true;
}

/** Where the steps are put away, they come back for it. */
function focusPalette(store: EditorStore): boolean {
  const find = document.querySelector<HTMLInputElement>("[data-palette-find]");
  if (!find) return false;
  if (find.checkVisibility()) find.focus();
  else {
    store.getState().showPalette(true);
    requestAnimationFrame(() => find.focus());
  }
  return true;
}

/** What followed a deleted step then follows what was before it, unless its gap is to stay. Can be taken back at once. */
export function deleteSelected(store: EditorStore, how: "Deleted" | "Cut" = "Deleted", closeGap = true): void {
  const { selected, edit, readOnly, index, graph, undo } = store.getState();
  const notes = (graph.notes ?? []).filter((note) => selected.includes(note.id));
  const ids = chosenSteps(selected, graph);
  if (ids.length + notes.length === 0 || readOnly) return;
  const left = graph.notes?.filter((note) => !notes.includes(note)) ?? [];
  const [first] = ids;
  const step = first === undefined ? undefined : index.get(first)?.node.step;
  const what = ids.length === 1 && notes.length === 0 && step ? `“${titleOf(step)}”` : stepsAndNotes(ids.length, notes.length);
  edit(
    [
      ...(ids.length > 0 ? [{ do: "deleteMany" as const, ids, closeGap }] : []),
      ...(notes.length > 0 ? [{ do: "setNotes" as const, notes: left }] : []),
    ],
    { name: `${how === "Cut" ? "cut" : "delete"} ${what}` },
  );
  notifyUndo({ message: `${how} ${what}`, onUndo: undo });
}

export function duplicate(store: EditorStore): void {
  const { selected, graph, readOnly } = store.getState();
  const clipping = copy(graph, selected);
  if (clipping.nodes.length + (clipping.notes?.length ?? 0) > 0 && !readOnly) pasteClipping(store, clipping);
}
