import { describe, expect, it } from "vitest";
import { applyAll, emptyGraph, freshStep, type Graph } from "../../../engine/graph/index.ts";
import { reorder } from "./reorder.ts";

const drawn = (): Graph =>
  applyAll(emptyGraph("k", "K"), [
    { do: "addStep", id: "a", step: { kind: "addNote", text: "A" }, position: { x: 0, y: 0 } },
    { do: "addStep", id: "b", step: freshStep("requestForm"), position: { x: 0, y: 100 }, on: { from: "a", outlet: "next" } },
    { do: "addStep", id: "c", step: { kind: "addNote", text: "C" }, position: { x: 0, y: 200 }, on: { from: "b", outlet: "next" } },
    { do: "addStep", id: "end", step: freshStep("end"), position: { x: 0, y: 300 }, on: { from: "c", outlet: "next" } },
    { do: "connect", from: "b", outlet: "onGiveUp", to: "c" },
  ]);
const moved = (graph: Graph, id: string, way: "up" | "down") => applyAll(graph, reorder(graph, id, way));
const lines = ({ start, edges }: Graph) =>
  [`>${start}`, ...edges.map(({ from, outlet, to }) => `${from}${outlet === "next" ? "" : `.${outlet}`}>${to}`)].toSorted();

describe("moving a step in the flow", () => {
  it("up puts it before the one above, which takes its place on the canvas as well", () => {
    const graph = moved(drawn(), "b", "up");
    expect(lines(graph)).toEqual([">b", "a>c", "b.onGiveUp>c", "b>a", "c>end"]);
    expect(graph.nodes.find(({ id }) => id === "b")?.position).toEqual({ x: 0, y: 0 });
  });

  it("down puts it after the one below", () => {
    expect(lines(moved(drawn(), "a", "down"))).toEqual([">b", "a>c", "b.onGiveUp>c", "b>a", "c>end"]);
  });

  it("takes all that led to it along, and is undone by moving it back", () => {
    const graph = drawn();
    const up = moved(graph, "c", "up");
    expect(lines(up)).toEqual([">a", "a>c", "b.onGiveUp>end", "b>end", "c>b"]);
    expect(lines(moved(moved(graph, "a", "down"), "a", "up"))).toEqual(lines(graph));
  });

  it("ends where there is nothing further: at the start, before an end, at a step that goes several ways", () => {
    const graph = drawn();
    expect([reorder(graph, "a", "up"), reorder(graph, "c", "down"), reorder(graph, "end", "up"), reorder(graph, "gone", "up")]).toEqual([
      [],
      [],
      [],
      [],
    ]);
  });

  it("never leads a step to itself, whatever is drawn in a circle", () => {
    const circle = applyAll(drawn(), [{ do: "connect", from: "c", outlet: "next", to: "b" }]);
    for (const id of ["a", "b", "c"])
      for (const way of ["up", "down"] as const) {
        const { edges } = moved(circle, id, way);
        expect(edges.filter(({ from, to }) => from === to)).toEqual([]);
      }
  });
});
