import { expect, it } from "vitest";
import { emptyGraph, type GraphNode } from "../../../engine/graph/index.ts";
import { indexGraph } from "../store/indexGraph.ts";
import { plainNames } from "./names.ts";
import { sentenceOf } from "./sentence.ts";

const names = { ...plainNames, fact: (path: string) => (path === "matter.deedRecorded" ? "Deed recorded" : path.split(".")[1] || "") };
const said = (step: GraphNode["step"]) =>
  sentenceOf(indexGraph({ ...emptyGraph("one", "One"), nodes: [{ id: "it", step, position: { x: 0, y: 0 } }] }), "it", names);

it("a step that sets fields says what each becomes, yes and no in words", () => {
  const set = { "matter.deedRecorded": true, "matter.source": "", "matter.": "" };
  expect(said({ kind: "updateFields", set })).toBe(
    "Sets **Deed recorded** to **yes**, **source** to **nothing** and **…** to **nothing**.",
  );
});

it("what somebody wrote ends a sentence with its own full stop", () => {
  expect(said({ kind: "addNote", text: "Nobody has called yet." })).toBe("Note “Nobody has called yet.”");
  expect(said({ kind: "addNote", text: "Nobody has called yet" })).toBe("Note “Nobody has called yet”.");
});
