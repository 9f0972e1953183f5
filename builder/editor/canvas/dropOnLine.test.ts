import { expect, it } from "vitest";
import { exampleDefinition } from "../../../engine/definition/example.ts";
import { applyAll, decompile, freshStep, type Graph } from "../../../engine/graph/index.ts";
import { insertion } from "./dropOnLine.ts";

const graph = applyAll(decompile(exampleDefinition()), [
  { do: "addStep", id: "note", step: freshStep("addNote"), position: { x: 0, y: 0 } },
  { do: "addStep", id: "over", step: freshStep("end"), position: { x: 0, y: 0 } },
]);
const lines = ({ edges, start }: Graph) => [`start>${start}`, ...edges.map(({ from, outlet, to }) => `${from}.${outlet}>${to}`)];

it("a loose step dropped on a line goes between its two steps", () => {
  const between = applyAll(graph, insertion(graph, "note", { from: "welcome", outlet: "next" }));
  expect(lines(between)).toEqual(expect.arrayContaining(["welcome.next>note", "note.next>assets"]));
  const first = applyAll(graph, insertion(graph, "note", { from: null, outlet: "start" }));
  expect(lines(first)).toEqual(expect.arrayContaining(["start>note", "note.next>welcome"]));
});

it("a step that is part of the flow, one that leads nowhere and one beside a line only move", () => {
  const on = { from: "welcome", outlet: "next" };
  expect(insertion(graph, "book", on)).toEqual([]);
  expect(insertion(graph, "over", on)).toEqual([]);
  expect(insertion(graph, "note", undefined)).toEqual([]);
  expect(insertion(graph, "note", { from: "book", outlet: "onMoon" })).toEqual([]);
});
