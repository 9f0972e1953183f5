import { expect, it } from "vitest";
import { exampleDefinition } from "../../../engine/definition/example.ts";
import { apply, decompile, emptyGraph } from "../../../engine/graph/index.ts";
import { atOnce } from "./atOnce.ts";

const ids = (graph: Parameters<typeof atOnce>[0]) => atOnce(graph).map((node) => node.id);

it("is what goes out before the first wait, and the first question that is waited for", () => {
  const graph = decompile(exampleDefinition());
  expect(ids(graph)).toEqual(["welcome", "assets"]);
  expect(ids(apply(graph, { do: "updateStep", id: "assets", fields: { waitFor: false } }))).toEqual(["welcome", "assets", "book"]);
});

it("is nothing in an empty flow, and ends in one that goes round", () => {
  expect(ids(emptyGraph("k", "K"))).toEqual([]);
  expect(ids(apply(decompile(exampleDefinition()), { do: "connect", from: "welcome", outlet: "next", to: "welcome" }))).toEqual([
    "welcome",
  ]);
});
