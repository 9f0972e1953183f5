import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exampleDefinition } from "../definition/example.ts";
import { stepKindNames } from "../steps/index.ts";
import { arbitraryDefinition, arbitraryGraph } from "./arbitraries.ts";
import { compile } from "./compile.ts";
import { decompile } from "./decompile.ts";
import { emptyGraph, freshStep } from "./fresh.ts";
import type { Graph } from "./types.ts";

/** A drawing without what the law leaves open: positions, and the order in which lines happen to be listed. */
function essence(graph: Graph) {
  const name = (edge: Graph["edges"][number]) => `${edge.from} ${edge.outlet}`;
  return {
    ...graph,
    nodes: graph.nodes.map(({ id, step }) => ({ id, step })),
    edges: graph.edges.toSorted((a, b) => (name(a) < name(b) ? -1 : 1)),
  };
}

describe("compile and decompile", () => {
  it("give a drawing back as it was, but for positions", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(arbitraryGraph, (graph) => {
        expect(essence(decompile(compile(graph).definition))).toEqual(essence(graph));
      }),
      { numRuns: 60 },
    );
  });
  it("give a definition back as it was", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(arbitraryDefinition, (definition) => {
        expect(compile(decompile(definition)).definition).toEqual(definition);
      }),
      { numRuns: 60 },
    );
    expect(compile(decompile(exampleDefinition()))).toEqual({ definition: exampleDefinition(), problems: [] });
  });
  it("find nothing wrong with flows made by the rules", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(arbitraryGraph, (graph) => {
        expect(compile(graph).problems).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
  it("lay a hand-written definition out without two steps on one place", () => {
    const places = decompile(exampleDefinition()).nodes.map((node) => `${node.position.x} ${node.position.y}`);
    expect(new Set(places).size).toBe(places.length);
  });
  it("say of an empty drawing that nothing starts", () => {
    expect(compile(emptyGraph("k", "K")).problems.map((found) => found.code)).toContain("missingStart");
  });
  it("name every way that is not connected, of every kind, as the palette adds it", () => {
    for (const kind of stepKindNames) {
      const graph: Graph = { ...emptyGraph("k", "K"), start: "a", nodes: [{ id: "a", step: freshStep(kind), position: { x: 0, y: 0 } }] };
      const { problems } = compile(graph);
      const expected = kind === "end" ? [] : ["missingOutlet"];
      expect([kind, [...new Set(problems.map((found) => found.code).filter((code) => code === "missingOutlet"))]]).toEqual([
        kind,
        expected,
      ]);
    }
  });
  it("say when lines begin nowhere or twice at one place", () => {
    const graph = decompile(exampleDefinition());
    const strange = {
      ...graph,
      edges: [...graph.edges, { from: "done", outlet: "next", to: "book" }, { from: "book", outlet: "next", to: "callTask" }],
    };
    expect(compile(strange).problems.map((found) => found.code)).toEqual(expect.arrayContaining(["unknownOutlet", "doubleEdge"]));
  });
});
