import { expect, it } from "vitest";
import { exampleDefinition } from "../../../engine/definition/example.ts";
import { applyAll, decompile, freshStep } from "../../../engine/graph/index.ts";
import { changesBetween } from "./changes.ts";

it("tells new, removed, changed and led elsewhere apart, and is silent about places", () => {
  const before = decompile(exampleDefinition());
  const after = applyAll(before, [
    { do: "move", id: "done", position: { x: 900, y: 900 } },
    { do: "addStep", id: "note", step: freshStep("addNote"), position: { x: 0, y: 0 }, on: { from: "welcome", outlet: "next" } },
    { do: "updateStep", id: "assets", fields: { giveUpAfter: "P30D" } },
    { do: "deleteStep", id: "callTask", closeGap: true },
  ]);
  expect(changesBetween(before, after).map(({ sort, id }) => `${sort} ${id}`)).toEqual([
    "new note",
    "removed callTask",
    "led welcome",
    "changed assets",
  ]);
  expect(changesBetween(before, before)).toEqual([]);
});
