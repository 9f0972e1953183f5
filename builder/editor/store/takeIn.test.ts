import { expect, it } from "vitest";
import { exampleDefinition } from "../../../engine/definition/example.ts";
import { apply, decompile } from "../../../engine/graph/index.ts";
import { createEditorStore } from "./editorStore.ts";

const title = (store: ReturnType<typeof createEditorStore>, id: string) => store.getState().index.get(id)?.node.step.name;

it("what a colleague saved is taken in beside one's own, and undoing takes back only one's own", () => {
  const base = decompile(exampleDefinition());
  const store = createEditorStore(base);
  store.getState().edit({ do: "rename", id: "book", name: "Mine" });
  const theirs = structuredClone(apply(base, { do: "rename", id: "welcome", name: "Theirs" }));
  expect(store.getState().takeIn(base, theirs)).toEqual([]);
  expect([title(store, "book"), title(store, "welcome")]).toEqual(["Mine", "Theirs"]);
  store.getState().undo();
  expect([title(store, "book"), title(store, "welcome")]).toEqual([undefined, "Theirs"]);
  store.getState().redo();
  expect([title(store, "book"), title(store, "welcome")]).toEqual(["Mine", "Theirs"]);
});

it("where both changed the same, one's own stands and the clash is told", () => {
  const base = decompile(exampleDefinition());
  const store = createEditorStore(base);
  store.getState().edit({ do: "rename", id: "book", name: "Mine" });
  expect(store.getState().takeIn(base, apply(base, { do: "rename", id: "book", name: "Theirs" }))).toEqual([
    { step: "book", field: "name" },
  ]);
  expect(title(store, "book")).toBe("Mine");
});
