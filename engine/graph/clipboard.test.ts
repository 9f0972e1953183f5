import { describe, expect, it } from "vitest";
import { exampleDefinition } from "../definition/example.ts";
import { readClipping } from "./clipboard.ts";
import { clippingText } from "./clippingText.ts";
import { apply, applyAll, compile, copy, decompile, emptyGraph, freshStep } from "./index.ts";

const example = () => decompile(exampleDefinition());
const refusal = (text: string) => {
  const pasted = readClipping(text);
  return "refused" in pasted ? pasted.refused : pasted;
};

describe("steps on the clipboard", () => {
  it("come back as they were copied, with the lines between them", () => {
    const clipping = copy(example(), ["welcome", "assets"]);
    expect(readClipping(clippingText(clipping))).toEqual({ clipping, left: [] });
  });

  it("take the notes beside them along, each under a new id, and odd notes not at all", () => {
    const note = { id: "note-1", text: "Ask Elena first", position: { x: -300, y: 40 } };
    const graph = apply(example(), { do: "setNotes", notes: [note] });
    const clipping = copy(graph, ["welcome", "note-1"]);
    const text = clippingText(clipping);
    expect(readClipping(text)).toEqual({ clipping, left: [] });
    const pasted = apply(graph, { do: "paste", clipping, ids: { welcome: "w", "note-1": "note-2" }, offset: { x: 10, y: 10 } });
    expect(pasted.notes).toEqual([note, { ...note, id: "note-2", position: { x: -290, y: 50 } }]);
    const alone = readClipping(
      JSON.stringify({ format: "firmflow-steps/1", nodes: [], edges: [], notes: [note, null, { id: 7 }, { id: "n" }] }),
    );
    expect(alone).toEqual({ clipping: { nodes: [], edges: [], notes: [note] }, left: [] });
  });

  it("of another flow forget the steps they named there", () => {
    const there = applyAll(example(), [
      { do: "addStep", id: "doc", step: freshStep("makeDocument"), position: { x: 0, y: 0 } },
      { do: "updateStep", id: "welcome", fields: { attach: ["doc"] } },
    ]);
    const here = apply(emptyGraph("k", "K"), {
      do: "paste",
      clipping: copy(there, ["welcome"]),
      ids: { welcome: "w" },
      offset: { x: 0, y: 0 },
    });
    expect(here.nodes[0]?.step).not.toHaveProperty("attach");
  });

  it("may be a whole flow, as it is saved to a file", () => {
    const pasted = readClipping(JSON.stringify(exampleDefinition()));
    expect("clipping" in pasted && pasted.clipping.nodes).toHaveLength(5);
  });

  it("leave out what this Firmflow does not know, and say what", () => {
    const clipping = copy(example(), ["welcome"]);
    const text = JSON.stringify({
      format: "firmflow-steps/1",
      nodes: [...clipping.nodes, { id: "fax", step: { kind: "sendFax" }, position: { x: 0, y: 0 } }],
      edges: [{ from: "welcome", outlet: "next", to: "fax" }],
    });
    expect(readClipping(text)).toEqual({ clipping, left: ["sendFax"] });
  });
});

describe("nonsense on the clipboard", () => {
  it.each([
    "",
    "Dear Ms. Okafor, thank you for your call.",
    "[1, 2",
    "null",
    "42",
    '{"format": "firmflow-steps/1"}',
    '{"format": 7, "nodes": []}',
    '{"format": "firmflow-steps/1", "nodes": [null, 7, {"id": "__proto__ x"}, {"id": "a", "step": "b"}], "edges": "no"}',
  ])("is refused in words: %s", (text) => {
    expect(refusal(text)).toBe("These are no steps of a flow. Select steps on the canvas and copy them, then paste here.");
  });

  it("of a newer format, of unknown kinds or without measure is told apart", () => {
    expect(refusal('{"format": "firmflow-steps/2", "nodes": []}')).toMatch(/newer Firmflow/);
    expect(refusal('{"format": "firmflow/9", "steps": {}}')).toMatch(/newer Firmflow/);
    expect(refusal('{"format": "firmflow/1", "steps": {"a": {"kind": "sendFax"}}}')).toBe(
      "This Firmflow knows no step of the kind “sendFax”.",
    );
    expect(refusal(`"${"x".repeat(600_000)}"`)).toMatch(/larger than any flow/);
  });

  it("puts odd steps in, whose problems then say what is odd", () => {
    const odd = {
      format: "firmflow-steps/1",
      nodes: [
        { id: "a", step: { kind: "branch", cases: "many", name: "‏دعوى 🧾".repeat(2000), next: "b" }, position: { x: "left", y: 1e300 } },
        { id: "b", step: { kind: "end", outcome: 7 } },
        { id: "b", step: { kind: "end", outcome: "done" } },
      ],
      edges: [{ from: "a", outlet: "cases/7", to: "b" }, { from: "a", outlet: "otherwise", to: "b" }, 7],
    };
    const pasted = readClipping(JSON.stringify(odd));
    if ("refused" in pasted) throw new Error(pasted.refused);
    const graph = apply(emptyGraph("k", "K"), {
      do: "paste",
      clipping: pasted.clipping,
      ids: { a: "a1", b: "b1" },
      offset: { x: 0, y: 0 },
    });
    expect(graph.edges).toEqual([{ from: "a1", outlet: "otherwise", to: "b1" }]);
    expect(compile({ ...graph, start: "a1" }).problems.map((problem) => problem.step)).toContain("a1");
  });
});
