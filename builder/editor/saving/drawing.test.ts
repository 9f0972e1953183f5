import { expect, it } from "vitest";
import { emptyGraph } from "../../../engine/graph/index.ts";
import { isDrawing } from "./drawing.ts";

it("a drawing is put back only with what it was a change to", () => {
  const base = emptyGraph("k", "K");
  expect(isDrawing({ base, graph: emptyGraph("k", "Changed") })).toBe(true);
  expect(isDrawing({ graph: base })).toBe(false);
  expect(isDrawing({ base: {} as typeof base, graph: base })).toBe(false);
});
