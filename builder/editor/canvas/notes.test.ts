import { expect, it } from "vitest";
import { exampleDefinition } from "../../../engine/definition/example.ts";
import { decompile } from "../../../engine/graph/index.ts";
import { createEditorStore } from "../store/editorStore.ts";
import { addNote, placeForNote } from "./notes.ts";
import { deleteSelected } from "./useCanvasKeys.ts";

it("notes stand where nothing else stands, however many there are", () => {
  const store = createEditorStore(decompile(exampleDefinition()));
  for (let count = 0; count < 4; count++) addNote(store, placeForNote(store.getState().graph, "assets"));
  const { graph } = store.getState();
  const places = [...graph.nodes, ...(graph.notes ?? [])].map(({ position }) => position);
  const apart = (a: number, b: number) =>
    Math.abs((places[a]?.x ?? 0) - (places[b]?.x ?? 0)) >= 264 || Math.abs((places[a]?.y ?? 0) - (places[b]?.y ?? 0)) >= 50;
  expect(places.every((_, a) => places.every((__, b) => a === b || apart(a, b)))).toBe(true);
});

it("a note is deleted and brought back like a step, and the run knows nothing of it", () => {
  const store = createEditorStore(decompile(exampleDefinition()));
  addNote(store, { x: 0, y: 900 });
  deleteSelected(store);
  expect(store.getState().graph.notes).toEqual([]);
  expect(store.getState().did).toBe("delete a note");
  store.getState().undo();
  expect(store.getState().graph.notes).toHaveLength(1);
  expect(store.getState().graph.nodes).toHaveLength(5);
});
