import { describe, expect, it } from "vitest";
import { exampleDefinition } from "../../../engine/definition/example.ts";
import { decompile, emptyGraph } from "../../../engine/graph/index.ts";
import { createEditorStore } from "../store/editorStore.ts";
import { copied } from "./clipboard.ts";
import { pasteText } from "./pasteText.ts";

const opened = () => createEditorStore(decompile(exampleDefinition()));

describe("copying and pasting", () => {
  it("puts copies beside what was copied, again and again, and selects them", () => {
    const store = opened();
    store.getState().select(["welcome", "assets"]);
    const text = copied(store) ?? "";
    pasteText(store, text);
    const first = store.getState().selected;
    pasteText(store, text);
    const { graph, selected } = store.getState();
    expect([graph.nodes.length, first.length, selected.length]).toEqual([9, 2, 2]);
    expect(new Set(graph.nodes.map(({ position }) => `${position.x} ${position.y}`)).size).toBe(9);
    expect(graph.edges.filter((edge) => edge.from === selected[0])).toHaveLength(1);
  });

  it("into another flow stands beside everything there, and in an empty one begins it", () => {
    const from = opened();
    from.getState().select(["welcome", "assets"]);
    const text = copied(from) ?? "";
    const other = createEditorStore(emptyGraph("other", "Other"));
    pasteText(other, text);
    const { graph, selected } = other.getState();
    expect(graph.start).toBe(selected[0]);
    expect(graph.nodes[0]?.position.y).toBe(76);
    pasteText(other, text.replaceAll("welcome", "hello").replaceAll('"assets"', '"papers"'));
    const [first, , third] = other.getState().graph.nodes;
    expect((third?.position.x ?? 0) - (first?.position.x ?? 0)).toBeGreaterThanOrEqual(400);
  });

  it("changes nothing when what is pasted is nonsense", () => {
    const store = opened();
    const before = store.getState().graph;
    expect(pasteText(store, "Dear Ms. Okafor")).toHaveProperty("refused");
    expect(store.getState().graph).toBe(before);
  });
});

describe("what was done", () => {
  it("is named, and undone without limit, one human action at a time", () => {
    const store = opened();
    const { edit } = store.getState();
    for (let turn = 0; turn < 300; turn++) edit({ do: "move", id: "book", position: { x: turn * 4 + 4, y: 0 } });
    edit({ do: "deleteStep", id: "welcome", closeGap: true });
    expect(store.getState().did).toBe("delete “Welcome”");
    store.getState().undo();
    expect(store.getState().did).toBe("move “Offer appointment”");
    for (let turn = 0; turn < 300; turn++) store.getState().undo();
    expect(store.getState().graph).toEqual(decompile(exampleDefinition()));
    expect(store.getState().did).toBe("");
  });

  it("takes typing as one action", () => {
    const store = opened();
    for (const name of ["W", "We", "Wel"])
      store.getState().edit({ do: "updateStep", id: "book", fields: { name } }, { merge: "book name" });
    store.getState().undo();
    expect(store.getState().graph).toEqual(decompile(exampleDefinition()));
  });
});
