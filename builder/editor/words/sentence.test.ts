import { expect, it } from "vitest";
import { emptyGraph, type GraphNode } from "../../../engine/graph/index.ts";
import { indexGraph } from "../store/indexGraph.ts";
import { plainNames } from "./names.ts";
import { sentenceOf } from "./sentence.ts";

const names = { ...plainNames, fact: (path: string) => (path === "matter.deedRecorded" ? "Deed recorded" : path.split(".")[1] || "") };
const said = (step: GraphNode["step"], clock?: "firm" | "contact") =>
  sentenceOf(indexGraph({ ...emptyGraph("one", "One"), nodes: [{ id: "it", step, position: { x: 0, y: 0 } }] }), "it", names, clock);

it("a wait that ends at a time of day says whose time, where it is not the firm's", () => {
  const wait: GraphNode["step"] = { kind: "wait", for: "P3D", businessDays: true, at: "10:00" };
  expect(said(wait)).toBe("Waits 3 business days at 10:00.");
  expect(said(wait, "contact")).toBe("Waits 3 business days at 10:00. Times are those where the client lives.");
  expect(said({ kind: "wait", for: "PT2H" }, "contact")).toBe("Waits 2 hours.");
});

it("a step that sets fields says what each becomes, yes and no in words", () => {
  const set = { "matter.deedRecorded": true, "matter.source": "", "matter.": "" };
  expect(said({ kind: "updateFields", set })).toBe(
    "Sets **Deed recorded** to **yes**, **source** to **nothing** and **…** to **nothing**.",
  );
});

it("a wait for something says which of it counts, by the name of the record", () => {
  const named = { ...names, form: (key: string) => (key === "assets" ? "Your family and what you own" : key) };
  const step: GraphNode["step"] = { kind: "waitForEvent", event: "form.submitted", where: { "==": [{ var: "event.form" }, "assets"] } };
  const index = indexGraph({ ...emptyGraph("one", "One"), nodes: [{ id: "it", step, position: { x: 0, y: 0 } }] });
  expect(sentenceOf(index, "it", named)).toBe("Waits **until a form is submitted**, if **form is “Your family and what you own”**.");
});

it("what somebody wrote ends a sentence with its own full stop", () => {
  expect(said({ kind: "addNote", text: "Nobody has called yet." })).toBe("Note “Nobody has called yet.”");
  expect(said({ kind: "addNote", text: "Nobody has called yet" })).toBe("Note “Nobody has called yet”.");
});
