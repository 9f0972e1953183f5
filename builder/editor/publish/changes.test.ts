import { describe, expect, it } from "vitest";
import { exampleDefinition } from "../../../engine/definition/example.ts";
import { applyAll, decompile, freshStep } from "../../../engine/graph/index.ts";
import { plainNames } from "../words/names.ts";
import { changesBetween } from "./changes.ts";
import { diffOf, shownGraph } from "./diff.ts";
import { settingChanges } from "./fieldChanges.ts";

const before = decompile(exampleDefinition());
const after = applyAll(before, [
  { do: "move", id: "done", position: { x: 900, y: 900 } },
  { do: "addStep", id: "note", step: freshStep("addNote"), position: { x: 0, y: 0 }, on: { from: "welcome", outlet: "next" } },
  { do: "updateStep", id: "assets", fields: { giveUpAfter: "P30D", remind: ["P5D"], to: ["client"], name: "Assets", waitFor: false } },
  { do: "deleteStep", id: "callTask", closeGap: true },
]);
const changes = changesBetween(before, after, plainNames);

describe("what changed since the live version", () => {
  it("tells new, removed, changed and led elsewhere apart, and is silent about places", () => {
    expect(changes.map(({ sort, id }) => `${sort} ${id}`)).toEqual(["new note", "removed callTask", "led welcome", "changed assets"]);
    expect(changesBetween(before, before, plainNames)).toEqual([]);
  });

  it("is told field by field, in the words of the panel", () => {
    expect(changes.at(-1)?.fields.map(({ label, was, now }) => `${label}: ${was} → ${now}`)).toEqual([
      "To: the client and the spouse → the client",
      "Remind after: 3 days, 7 days and 12 days → 5 days",
      "Give up after: 21 days → 30 days",
      "Title: not set → Assets",
      "Wait for the answer: not set → no",
    ]);
  });

  it("is told of the flow as a whole as well", () => {
    const { settings } = before;
    const now = { ...settings, name: "Onboarding", enrol: { ...settings.enrol, again: "always" as const }, window: undefined };
    expect(settingChanges(settings, now, plainNames).map(({ label, now: said }) => `${label}: ${said}`)).toEqual([
      "Name: Onboarding",
      "Starts: Starts at the stage “hired”. Every time",
      "Marketing may leave: at any time",
    ]);
    expect(settingChanges(settings, settings, plainNames)).toEqual([]);
  });
});

describe("the drawing of both", () => {
  it("holds what is gone where it stood, or beside what stands there now, with its lines", () => {
    const diff = diffOf(before, after, changes);
    const shown = shownGraph(after, diff, "both");
    expect(shown.nodes.map(({ id }) => id).sort()).toEqual([...new Set([...before.nodes, ...after.nodes].map(({ id }) => id))].sort());
    const places = shown.nodes.map(({ position }) => `${position.x} ${position.y}`);
    expect(new Set(places).size).toBe(places.length);
    expect(diff.gone.edges.map(({ from, to }) => `${from}>${to}`)).toEqual(["welcome>assets", "assets>callTask", "callTask>book"]);
    expect([...diff.added]).toEqual(expect.arrayContaining(["welcome next", "note next"]));
  });

  it("is one of the two where only that is wanted", () => {
    const diff = diffOf(before, after, changes);
    expect(shownGraph(after, diff, "before")).toBe(before);
    expect(shownGraph(after, diff, "after")).toBe(after);
  });
});
