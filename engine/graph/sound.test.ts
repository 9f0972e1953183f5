import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exampleDefinition } from "../definition/example.ts";
import { arbitraryDefinition } from "./arbitraries.ts";
import { compile, decompile, emptyGraph, type Graph } from "./index.ts";
import { sound } from "./sound.ts";

const odd = (change: object): Graph => ({ ...decompile(exampleDefinition()), ...change }) as unknown as Graph;
const settings = (change: object): Graph["settings"] =>
  sound(odd({ settings: { ...decompile(exampleDefinition()).settings, ...change } })).settings;

describe("a drawing that somebody may rely on", () => {
  it("is the very same where nothing is wrong with it, whatever is drawn", () => {
    const empty = emptyGraph("k", "K");
    expect(sound(empty)).toBe(empty);
    fc.assert(
      fc.property(arbitraryDefinition, (definition) => {
        const graph = decompile(definition);
        expect(sound(graph)).toBe(graph);
      }),
      { numRuns: 30 },
    );
  });

  it("begins in no way that is none, and by hand where it does not say how", () => {
    expect(settings({ enrol: undefined }).enrol).toEqual({ on: [], again: "never" });
    expect(settings({ enrol: { on: "always", again: 7 } }).enrol).toEqual({ on: [], again: "never" });
    const good = { event: "contact.created" };
    const on = [null, good, {}, { event: 7 }, { event: "x", where: "y" }, { field: "matter.closingDate", at: 9 }, { becomes: "so" }];
    expect(settings({ enrol: { on, again: "always", where: [] } }).enrol).toEqual({ on: [good], again: "always" });
  });

  it("keeps of goals, exits and hours those that are ones", () => {
    const goal = { id: "g1", on: "document.signed", then: "end" };
    const exit = { id: "x1", when: {} };
    const mended = settings({
      goals: [goal, { id: 1 }, "g"],
      exits: [exit, { id: "x2" }, null],
      window: { days: "all" },
      caseTypes: 7,
      clock: "x",
    });
    expect(mended).toMatchObject({ goals: [goal], exits: [exit] });
    for (const gone of ["window", "caseTypes", "clock"]) expect(mended).not.toHaveProperty(gone);
  });

  it("keeps every step that has a kind, also an unknown one, and gives each a place", () => {
    const fax = { id: "fax", step: { kind: "sendFax" }, position: { x: "left", y: 40 } };
    const graph = sound(
      odd({ nodes: [fax, { id: "a" }, null, { id: 7, step: { kind: "wait" } }], edges: [{ from: "a" }, null], notes: [{}], start: 7 }),
    );
    expect(graph).toMatchObject({ nodes: [{ ...fax, position: { x: 0, y: 40 } }], edges: [], notes: [], start: null });
  });

  it("can be checked whatever was in it", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom("key", "name", "subject", "enrol", "goals", "exits", "window", "clock", "caseTypes"), fc.jsonValue()),
        (junk) => {
          expect(() => compile(sound(odd({ settings: junk })))).not.toThrow();
        },
      ),
      { numRuns: 40 },
    );
  });
});
