import { expect, it } from "vitest";
import { exampleDefinition } from "../../../engine/definition/example.ts";
import { apply, decompile } from "../../../engine/graph/index.ts";
import { standingOf } from "./indexGraph.ts";

it("what a step says moves nothing, and what moves, leads elsewhere or becomes another kind is another drawing to whoever shows it", () => {
  const graph = decompile(exampleDefinition());
  const stands = standingOf(graph);
  const said = apply(graph, { do: "rename", id: "welcome", name: "Hello" });
  expect(standingOf(said)).toBe(stands);
  const moved = apply(said, { do: "move", id: "welcome", position: { x: 7, y: 7 } });
  expect(standingOf(moved)).toBe(moved);
  const led = apply(moved, { do: "connect", from: "welcome", outlet: "next", to: "book" });
  expect(standingOf(led)).toBe(led);
  const noted = apply(led, { do: "setNotes", notes: [{ id: "n", text: "Ask Ada", position: { x: 0, y: 0 } }] });
  expect(standingOf(noted)).toBe(noted);
  expect(standingOf(apply(noted, { do: "deleteStep", id: "callTask" }))).not.toBe(noted);
});
