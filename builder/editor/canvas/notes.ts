import { CARD, type Graph, type Point } from "../../../engine/graph/index.ts";
import type { EditorStore } from "../store/editorStore.ts";

export type NoteOf = NonNullable<Graph["notes"]>[number];

/** All notes, with this one in place of what it was, or last. */
export function withNote(graph: Graph, note: NoteOf): NoteOf[] {
  const notes = graph.notes ?? [];
  return notes.some((one) => one.id === note.id) ? notes.map((one) => (one.id === note.id ? note : one)) : [...notes, note];
}

/** A new note, selected so that it can be written at once. */
export function addNote(store: EditorStore, position: Point): void {
  const { graph, edit, select, readOnly } = store.getState();
  if (readOnly) return;
  const id = `note-${crypto.randomUUID()}`;
  edit({ do: "setNotes", notes: withNote(graph, { id, text: "", position }) }, { name: "add a note" });
  select([id]);
}

/** Beside the selected step, else beside the first: left or right of it, wherever nothing stands. */
export function placeForNote(graph: Graph, selected: string | undefined): Point {
  const step = graph.nodes.find((node) => node.id === selected) ?? graph.nodes.find((node) => node.id === graph.start) ?? graph.nodes[0];
  if (!step) return { x: 0, y: 0 };
  const standing = [...graph.nodes, ...(graph.notes ?? [])].map(({ position }) => position);
  const free = (x: number) => !standing.some((other) => Math.abs(other.x - x) < ASIDE && Math.abs(other.y - step.position.y) < 90);
  const sides = Array.from({ length: 40 }, (_, turn) => step.position.x + (turn % 2 === 0 ? -1 : 1) * ASIDE * (1 + Math.floor(turn / 2)));
  return { x: sides.find(free) ?? step.position.x - ASIDE, y: step.position.y };
}

/** A note is as wide as a step. */
const ASIDE = CARD.width + 40;
