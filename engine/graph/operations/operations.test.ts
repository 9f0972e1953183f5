import { describe, expect, it } from "vitest";
import { exampleDefinition } from "../../definition/example.ts";
import { compile, decompile, emptyGraph, freshStep, newStepId, outletsOfNode } from "../index.ts";
import type { Graph } from "../types.ts";
import { apply, applyAll } from "./index.ts";
import { copy } from "./paste.ts";
import type { Operation } from "./types.ts";

const HERE = { x: 0, y: 0 };
const example = () => decompile(exampleDefinition());
/** Lines as `welcome.next>assets`. */
const lines = (graph: Graph) => graph.edges.map((edge) => `${edge.from}.${edge.outlet}>${edge.to}`);
const step = (graph: Graph, id: string) => graph.nodes.find((node) => node.id === id)?.step;
const add = (id: string, kind: Parameters<typeof freshStep>[0], more: Partial<Extract<Operation, { do: "addStep" }>> = {}): Operation => ({
  do: "addStep",
  id,
  step: freshStep(kind),
  position: HERE,
  ...more,
});

describe("adding a step", () => {
  it("on a line puts it between the two", () => {
    const graph = apply(example(), add("n", "addNote", { on: { from: "welcome", outlet: "next" } }));
    expect(lines(graph)).toEqual(expect.arrayContaining(["welcome.next>n", "n.next>assets"]));
    expect(lines(graph)).not.toContain("welcome.next>assets");
  });
  it("on the start makes it the first", () => {
    const graph = apply(example(), add("n", "addNote", { on: { from: null, outlet: "start" } }));
    expect([graph.start, lines(graph).includes("n.next>welcome")]).toEqual(["n", true]);
  });
  it("connects every way that must be connected", () => {
    const graph = apply(example(), add("b", "branch", { on: { from: "welcome", outlet: "next" } }));
    expect(lines(graph)).toEqual(expect.arrayContaining(["b.cases/0>assets", "b.otherwise>assets"]));
  });
  it("of a parallel brings its join along", () => {
    const graph = apply(example(), add("p", "parallel", { joinId: "j", on: { from: "welcome", outlet: "next" } }));
    expect(lines(graph)).toEqual(expect.arrayContaining(["welcome.next>p", "p.branches/0>j", "p.branches/1>j", "j.next>assets"]));
    expect(compile(graph).problems).toEqual([]);
  });
  it("to an empty drawing starts it", () => {
    expect(apply(emptyGraph("k", "K"), add("n", "end")).start).toBe("n");
  });
  it("under an id there is changes nothing", () => {
    const graph = example();
    expect(apply(graph, add("welcome", "end"))).toBe(graph);
  });
});

describe("lines", () => {
  it("lead where they are drawn, one from each outlet", () => {
    const graph = apply(example(), { do: "connect", from: "welcome", outlet: "next", to: "book" });
    expect(lines(graph).filter((line) => line.startsWith("welcome."))).toEqual(["welcome.next>book"]);
    expect(lines(apply(graph, { do: "disconnect", from: "welcome", outlet: "next" })).join()).not.toContain("welcome.");
  });
  it("begin only at outlets there are", () => {
    const graph = example();
    expect(apply(graph, { do: "connect", from: "done", outlet: "next", to: "book" })).toBe(graph);
    expect(apply(graph, { do: "connect", from: "welcome", outlet: "next", to: "nowhere" })).toBe(graph);
  });
});

describe("deleting a step", () => {
  it("closes the gap when asked", () => {
    const graph = apply(example(), { do: "deleteStep", id: "assets", closeGap: true });
    expect(lines(graph)).toContain("welcome.next>book");
    expect(lines(apply(example(), { do: "deleteStep", id: "assets" })).join()).not.toContain("welcome.");
  });
  it("moves the start along, and takes its name out of other steps", () => {
    const graph = applyAll(example(), [
      add("d", "makeDocument", { on: { from: null, outlet: "start" } }),
      { do: "updateStep", id: "welcome", fields: { attach: ["d"], thread: "d" } },
      { do: "deleteStep", id: "d", closeGap: true },
    ]);
    expect(graph.start).toBe("welcome");
    expect(step(graph, "welcome")).not.toHaveProperty("attach");
    expect(step(graph, "welcome")).not.toHaveProperty("thread");
  });
});

describe("changing a step", () => {
  it("sets fields and removes those set to nothing, but no outlets", () => {
    const graph = apply(example(), {
      do: "updateStep",
      id: "assets",
      fields: { form: "other", remind: undefined, next: "done", kind: "end" },
    });
    expect(step(graph, "assets")).toEqual({ kind: "requestForm", form: "other", to: ["client", "spouse"], giveUpAfter: "P21D" });
    expect(lines(graph)).toContain("assets.next>book");
  });
  it("renames", () => {
    expect(step(apply(example(), { do: "rename", id: "book", name: " Review " }), "book")?.name).toBe("Review");
    expect(step(apply(example(), { do: "rename", id: "welcome", name: "" }), "welcome")).not.toHaveProperty("name");
  });
  it("adds and removes cases, whose lines keep to them", () => {
    const graph = applyAll(example(), [
      add("b", "branch", { on: { from: "welcome", outlet: "next" } }),
      { do: "addOutlet", id: "b", list: "cases", entry: { name: "First" }, at: 0 },
      { do: "connect", from: "b", outlet: "cases/0", to: "done" },
    ]);
    expect(outletsOfNode(graph, "b").map((outlet) => `${outlet.label}>${outlet.to}`)).toEqual([
      "First>done",
      "Yes>assets",
      "Otherwise>assets",
    ]);
    const less = apply(graph, { do: "removeOutlet", id: "b", outlet: "cases/0" });
    expect(outletsOfNode(less, "b").map((outlet) => `${outlet.label}>${outlet.to}`)).toEqual(["Yes>assets", "Otherwise>assets"]);
  });
});

describe("the rest", () => {
  it("moves steps, leaving the others as they were", () => {
    const graph = example();
    const moved = apply(graph, { do: "move", id: "book", position: { x: 8, y: 8 } });
    expect(moved.nodes.find((node) => node.id === "book")?.position).toEqual({ x: 8, y: 8 });
    expect(moved.nodes[0]).toBe(graph.nodes[0]);
  });
  it("pastes steps with the lines and names between them", () => {
    const graph = applyAll(example(), [
      add("d", "makeDocument", { on: { from: null, outlet: "start" } }),
      { do: "updateStep", id: "welcome", fields: { attach: ["d"] } },
    ]);
    const pasted = apply(graph, {
      do: "paste",
      clipping: copy(graph, ["d", "welcome"]),
      ids: { d: "d2", welcome: "w2" },
      offset: { x: 10, y: 10 },
    });
    expect(lines(pasted).filter((line) => line.includes("2"))).toEqual(["d2.next>w2"]);
    expect(step(pasted, "w2")?.["attach"]).toEqual(["d2"]);
  });
  it("sets and removes settings, and chooses the start", () => {
    const graph = applyAll(example(), [
      { do: "setSettings", settings: { name: "Other", window: undefined } },
      { do: "setStart", to: "book" },
    ]);
    expect([graph.settings.name, graph.settings.window, graph.start]).toEqual(["Other", undefined, "book"]);
  });
  it("tidies without changing anything but places", () => {
    const graph = applyAll(example(), [{ do: "moveMany", moves: [{ id: "book", position: { x: 999, y: 999 } }] }, { do: "tidy" }]);
    expect(graph).toEqual(example());
  });
  it("tidies ways on into the order of their tabs, also where one comes to other steps first", () => {
    const branch = {
      kind: "branch" as const,
      cases: [
        { name: "A", when: {} },
        { name: "B", when: {} },
      ],
    };
    const loose = (id: string): Operation => add(id, "addNote");
    const graph = applyAll(emptyGraph("k", "K"), [
      ...["c", "b", "a"].map(loose),
      { ...add("branch", "branch"), step: branch } as Operation,
      { do: "setStart", to: "branch" },
      { do: "connect", from: "branch", outlet: "cases/0", to: "a" },
      { do: "connect", from: "branch", outlet: "cases/1", to: "b" },
      { do: "connect", from: "branch", outlet: "otherwise", to: "c" },
      { do: "tidy" },
    ]);
    const x = (id: string) => graph.nodes.find((node) => node.id === id)?.position.x ?? 0;
    expect([x("a") < x("b"), x("b") < x("c")]).toEqual([true, true]);
  });
  it("makes ids by chance that no step has", () => {
    const numbers = [0, 0, 0, 0, 0, 0, 0.5, 0, 0, 0, 0, 0];
    expect(newStepId("wait", new Set(["wait-aaaaaa"]), () => numbers.shift() ?? 0)).not.toBe("wait-aaaaaa");
  });
});
