import { expect, it } from "vitest";
import { definitionOf, emptyGraph } from "../../../engine/graph/index.ts";
import { createEditorStore, shownIn } from "./editorStore.ts";

it("what is saved from the editor is the version that is watched, and the draft again once nobody watches", () => {
  const named = (name: string) => emptyGraph("welcome", name);
  const store = createEditorStore(named("The draft"));
  const saved = () => definitionOf(shownIn(store.getState()).graph).name;
  expect(saved()).toBe("The draft");
  store.getState().watch(() => ({ graph: named("As it was in March"), numbers: null, says: ["Version 2"] }));
  expect(saved()).toBe("As it was in March");
  store.getState().watch(null);
  expect(saved()).toBe("The draft");
});
