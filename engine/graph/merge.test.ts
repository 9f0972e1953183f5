import { describe, expect, it } from "vitest";
import { exampleDefinition } from "../definition/example.ts";
import { applyAll, compile, decompile, freshStep, type Operation } from "./index.ts";
import { merge } from "./merge.ts";

const base = () => decompile(exampleDefinition());
const both = (mine: Operation[], theirs: Operation[]) => {
  const start = base();
  return merge(start, applyAll(start, mine), applyAll(start, theirs));
};
const step = (graph: ReturnType<typeof base>, id: string) => graph.nodes.find((node) => node.id === id)?.step;
const lines = (graph: ReturnType<typeof base>) => graph.edges.map((edge) => `${edge.from}.${edge.outlet}>${edge.to}`);
const note: Operation = {
  do: "addStep",
  id: "note",
  step: { ...freshStep("addNote"), text: "Called" },
  position: { x: 0, y: 0 },
  on: { from: "welcome", outlet: "next" },
};

describe("what two people drew at once", () => {
  it("is put together: a step of one, a field of the other, and another field of the same step", () => {
    const { graph, clashes } = both(
      [note, { do: "updateStep", id: "assets", fields: { giveUpAfter: "P30D" } }],
      [
        { do: "updateStep", id: "assets", fields: { form: "shorter" } },
        { do: "setSettings", settings: { name: "Onboarding" } },
      ],
    );
    expect(clashes).toEqual([]);
    expect(step(graph, "assets")).toMatchObject({ giveUpAfter: "P30D", form: "shorter" });
    expect(lines(graph)).toEqual(expect.arrayContaining(["welcome.next>note", "note.next>assets"]));
    expect(graph.settings.name).toBe("Onboarding");
    expect(compile(graph).problems).toEqual([]);
  });

  it("is told apart where both changed the same: mine stands, and the clash is named", () => {
    const { graph, clashes } = both(
      [{ do: "updateStep", id: "assets", fields: { giveUpAfter: "P30D" } }],
      [{ do: "updateStep", id: "assets", fields: { giveUpAfter: "P14D" } }],
    );
    expect(clashes).toEqual([{ step: "assets", field: "giveUpAfter" }]);
    expect(step(graph, "assets")?.["giveUpAfter"]).toBe("P30D");
  });

  it("loses no step that one deleted while the other changed it", () => {
    const { graph, clashes } = both(
      [{ do: "deleteStep", id: "callTask", closeGap: true }],
      [{ do: "updateStep", id: "callTask", fields: { title: "Ring them" } }],
    );
    expect(clashes).toContainEqual({ step: "callTask", field: "" });
    expect(step(graph, "callTask")?.["title"]).toBe("Ring them");
  });

  it("leaves out what one deleted and the other did not touch, with its lines", () => {
    const { graph, clashes } = both(
      [{ do: "deleteStep", id: "callTask", closeGap: true }],
      [{ do: "move", id: "callTask", position: { x: 900, y: 0 } }],
    );
    expect(clashes).toEqual([]);
    expect(step(graph, "callTask")).toBeUndefined();
    expect(lines(graph)).toContain("assets.onGiveUp>book");
  });

  it("keeps the lines of a list of ways on with whoever changed that list", () => {
    const start = applyAll(base(), [
      { do: "addStep", id: "b", step: freshStep("branch"), position: { x: 0, y: 0 }, on: { from: "welcome", outlet: "next" } },
    ]);
    const mine = applyAll(start, [
      { do: "addOutlet", id: "b", list: "cases", entry: { name: "First" }, at: 0 },
      { do: "connect", from: "b", outlet: "cases/0", to: "done" },
    ]);
    const theirs = applyAll(start, [{ do: "updateStep", id: "book", fields: { giveUpAfter: "P9D" } }]);
    const { graph, clashes } = merge(start, mine, theirs);
    expect(clashes).toEqual([]);
    expect(lines(graph)).toEqual(expect.arrayContaining(["b.cases/0>done", "b.cases/1>assets", "b.otherwise>assets"]));
    expect(step(graph, "book")?.["giveUpAfter"]).toBe("P9D");
  });

  it("is one's own where the other did nothing, and the other's where one did nothing", () => {
    const start = base();
    const other = applyAll(start, [note]);
    const asRead = (graph: typeof start) => structuredClone(graph);
    expect(merge(start, other, asRead(start)).graph.edges).toHaveLength(other.edges.length);
    expect(merge(start, asRead(start), other)).toEqual({ graph: other, clashes: [] });
    expect(merge(start, start, other).graph).toBe(other);
    expect(merge(start, other, start).graph).toBe(other);
  });
});
