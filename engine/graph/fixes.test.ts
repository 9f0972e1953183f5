import { describe, expect, it } from "vitest";
import { exampleDefinition } from "../definition/example.ts";
import type { ValidateOptions } from "../definition/settings.ts";
import type { Problem } from "../definition/types.ts";
import { type Fix, fixesFor } from "./fixes.ts";
import { apply, applyAll, compile, decompile, emptyGraph, freshStep, type Graph, type Operation } from "./index.ts";

const example = () => decompile(exampleDefinition());
const origin = { x: 0, y: 0 };
const add = (id: string, kind: Parameters<typeof freshStep>[0], more: Partial<Operation> = {}): Operation =>
  ({ do: "addStep", id, step: freshStep(kind), position: origin, ...more }) as Operation;

const known: ValidateOptions["known"] = {
  templates: ["ep-welcome"],
  forms: ["ep-assets"],
  appointmentTypes: ["ep-review"],
};
const context = { known, newId: () => "new-end" };

/** The problems of a drawing with what may be pressed. */
function offered(graph: Graph): [code: string, names: string[]][] {
  return compile(graph, { known }).problems.map((problem) => [problem.code, fixesFor(graph, problem, context).map(({ name }) => name)]);
}
function press(graph: Graph, code: string, name: string): Graph {
  const found = compile(graph, { known }).problems.find((problem) => problem.code === code) as Problem;
  const fix = fixesFor(graph, found, context).find((one) => one.name === name) as Fix;
  return applyAll(graph, fix.operations);
}
const codes = (graph: Graph) => compile(graph, { known }).problems.map(({ code }) => code);
const line = (graph: Graph, from: string, outlet = "next") => graph.edges.find((edge) => edge.from === from && edge.outlet === outlet)?.to;

describe("a way that leads nowhere", () => {
  it("leads to the end there is", () => {
    const graph = apply(example(), { do: "disconnect", from: "book", outlet: "next" });
    expect(offered(graph)).toEqual([["missingOutlet", ["Connect to the end"]]]);
    expect(line(press(graph, "missingOutlet", "Connect to the end"), "book")).toBe("done");
  });

  it("gets an end of its own where there is none, or several to choose from", () => {
    const none = applyAll(emptyGraph("k", "K"), [
      add("note", "addNote", { on: { from: null, outlet: "start" } }),
      { do: "updateStep", id: "note", fields: { text: "Seen" } },
    ]);
    const ended = press(none, "missingOutlet", "End here");
    expect(line(ended, "note")).toBe("new-end");
    expect(codes(ended)).toEqual([]);
    const two = applyAll(example(), [add("other", "end"), { do: "disconnect", from: "book", outlet: "next" }]);
    expect(offered(two).find(([code]) => code === "missingOutlet")?.[1]).toEqual(["End here"]);
  });

  it("within side by side leads to where the ways meet, and within a repeat back to it", () => {
    const sides = applyAll(example(), [
      add("both", "parallel", { on: { from: "welcome", outlet: "next" }, joinId: "meet" } as Partial<Operation>),
      add("note", "addNote"),
      { do: "updateStep", id: "note", fields: { text: "Seen" } },
      { do: "connect", from: "both", outlet: "branches/0", to: "note" },
    ]);
    expect(line(press(sides, "missingOutlet", "Lead to where the ways meet"), "note")).toBe("meet");
    const again = applyAll(example(), [
      add("monthly", "repeat", { on: { from: "welcome", outlet: "next" } }),
      add("pause", "wait"),
      { do: "connect", from: "monthly", outlet: "body", to: "pause" },
    ]);
    expect(line(press(again, "missingOutlet", "Lead back to the repeat"), "pause")).toBe("monthly");
  });
});

describe("a step nothing leads to", () => {
  it("is deleted, or led to where just one way is open", () => {
    const graph = applyAll(example(), [
      add("note", "addNote"),
      { do: "updateStep", id: "note", fields: { text: "Seen" } },
      { do: "connect", from: "note", outlet: "next", to: "done" },
    ]);
    expect(offered(graph)).toEqual([["unreachable", ["Delete this step"]]]);
    expect(codes(press(graph, "unreachable", "Delete this step"))).toEqual([]);
    const open = apply(graph, { do: "disconnect", from: "book", outlet: "next" });
    expect(codes(press(open, "unreachable", "Lead the open way here"))).toEqual([]);
  });
});

it("a flow without a start begins with the step nothing leads to", () => {
  const graph = apply(example(), { do: "setStart", to: null });
  expect(press(graph, "missingStart", "Start with the first step").start).toBe("welcome");
});

it("what the firm has only one of is chosen by a press; of several a person chooses", () => {
  const graph = apply(example(), { do: "updateStep", id: "assets", fields: { form: "" } });
  expect(codes(press(graph, "missingField", "Choose the only form"))).toEqual([]);
  const [problem] = compile(graph).problems as [Problem];
  expect(fixesFor(graph, problem, { ...context, known: { forms: ["one", "two"] } })).toEqual([]);
});

it("a record that is gone makes way for the only one, or for the usual email", () => {
  const graph = apply(example(), { do: "updateStep", id: "assets", fields: { form: "gone", template: "gone" } });
  expect(offered(graph)).toEqual([
    ["unknownRecord", ["Choose the only form"]],
    ["unknownRecord", ["Choose the only email", "Use the usual email"]],
  ]);
});

it("a reminder after giving up goes, the others stay", () => {
  const graph = apply(example(), { do: "updateStep", id: "assets", fields: { remind: ["P3D", "P30D"] } });
  const mended = press(graph, "reminderAfterGivingUp", "Remove this reminder");
  expect(mended.nodes.find(({ id }) => id === "assets")?.step["remind"]).toEqual(["P3D"]);
});

it("windows that never open, lines that cannot be and shares of nothing are put right", () => {
  const window = { days: [], from: "10:00", to: "16:00" };
  const mended = (graph: Graph, code: string, name: string) => codes(press(graph, code, name)).filter((one) => one === code);
  expect(mended(apply(example(), { do: "setSettings", settings: { window } }), "windowWithoutDays", "Monday to Friday")).toEqual([]);
  const backwards = { days: ["mon" as const], from: "16:00", to: "10:00" };
  expect(
    mended(apply(example(), { do: "updateStep", id: "welcome", fields: { window: backwards } }), "windowBackwards", "From 9 to 5"),
  ).toEqual([]);
  const stray = { ...example(), edges: [...example().edges, { from: "welcome", outlet: "onMoon", to: "done" }] };
  expect(mended(stray, "unknownOutlet", "Remove this line")).toEqual([]);
  const double = { ...example(), edges: [...example().edges, { from: "welcome", outlet: "next", to: "done" }] };
  expect(mended(double, "doubleEdge", "Keep the first line")).toEqual([]);
  const split = applyAll(example(), [
    add("half", "split", { on: { from: "welcome", outlet: "next" } }),
    { do: "updateStep", id: "half", fields: { arms: [{ weight: 0 }, { weight: 0 }] } },
    { do: "connect", from: "half", outlet: "arms/0", to: "assets" },
    { do: "connect", from: "half", outlet: "arms/1", to: "assets" },
  ]);
  expect(mended(split, "weightsSumToZero", "Make the shares equal")).toEqual([]);
});

it("a fix leaves alone what its problem is not about, and what it cannot find", () => {
  const graph = example();
  for (const path of ["", "/steps/none/next", "/exits/9", "/steps/welcome/remind/7"])
    for (const code of ["missingOutlet", "exitOnOptingOut", "reminderAfterGivingUp", "windowBackwards", "nothing", "constructor"])
      expect(fixesFor(graph, { step: "welcome", path, code, message: "", severity: "error" }, context)).toEqual([]);
});
