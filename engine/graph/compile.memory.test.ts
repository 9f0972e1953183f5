import fc from "fast-check";
import { expect, it } from "vitest";
import type { ValidateOptions } from "../definition/index.ts";
import type { StepKindName } from "../definition/types.ts";
import { stepKindNames } from "../steps/index.ts";
import { arbitraryGraph } from "./arbitraries.ts";
import { compile } from "./compile.ts";
import { DrawingMemory } from "./drawingMemory.ts";
import { freshStep } from "./fresh.ts";
import { outletsOfNode } from "./nodes.ts";
import { apply } from "./operations/index.ts";
import type { Operation } from "./operations/types.ts";
import type { Graph } from "./types.ts";

/** An edit as drawn at random: which steps it is about is only known when it is made. */
interface Edit {
  sort: "change" | "rename" | "connect" | "disconnect" | "delete" | "close the gap" | "begin" | "add" | "name" | "settle" | "undo";
  one: number;
  other: number;
  words: string;
  kind: StepKindName;
}

const often: Edit["sort"][] = ["change", "rename", "name", "name", "add", "delete"];

const arbitraryEdit: fc.Arbitrary<Edit> = fc.record({
  sort: fc.constantFrom<Edit["sort"]>(...often, ...often, "connect", "disconnect", "close the gap", "begin", "settle", "undo"),
  one: fc.nat(40),
  other: fc.nat(40),
  words: fc.constantFrom("", "x", "Hello {{ contact.firstName }}", "{{ nobody.name }}", "{{ broken", "P3D", "P900Y", "hired"),
  kind: fc.constantFrom(...stepKindNames),
});

const fields = ["text", "message", "title", "template", "for", "timeout", "stage", "document", "what", "thread", "join", "flow"] as const;

/** Few, so that steps are often named that come, go, or are called otherwise later. */
const few = (number: number): string => `n${number % 4}`;

/** Sensible or not: whatever can come to stand in a drawing. */
function operationFor(graph: Graph, { sort, one, other, words, kind }: Edit): Operation {
  const id = graph.nodes[one % Math.max(1, graph.nodes.length)]?.id ?? "nobody";
  const to = graph.nodes[other % Math.max(1, graph.nodes.length)]?.id ?? "nobody";
  const outlets = outletsOfNode(graph, id);
  const outlet = outlets[other % Math.max(1, outlets.length)]?.name ?? "next";
  switch (sort) {
    case "change":
      return { do: "updateStep", id, fields: { [fields[other % fields.length] ?? "text"]: one % 3 === 0 ? to : words } };
    case "rename":
      return { do: "rename", id: one % 2 === 0 ? few(one) : id, name: words };
    case "name": {
      const naming =
        one % 2 === 0
          ? { kind: "addNote" as const, text: `{{ steps.${few(other)}.link }}` }
          : { ...freshStep("sendEmail"), thread: few(other) };
      return { do: "addStep", id: few(one >> 1), step: naming, position: { x: 0, y: 0 } };
    }
    case "connect":
      return { do: "connect", from: id, outlet, to };
    case "disconnect":
      return { do: "disconnect", from: id, outlet };
    case "delete":
    case "close the gap":
      return { do: "deleteStep", id: one % 2 === 0 ? few(one) : id, closeGap: sort === "close the gap" };
    case "begin":
      return { do: "setStart", to: one % 4 === 0 ? null : to };
    case "settle":
      return { do: "setSettings", settings: { goals: [{ id: "g", on: "document.signed", then: to }], name: words } };
    default:
      return { do: "addStep", id: few(one), step: freshStep(kind), position: { x: 0, y: 0 } };
  }
}

const choices: ValidateOptions[] = [{}, { known: { templates: ["welcome"], stages: ["lead"] } }, { publishing: { postalAddress: null } }];

it("what is remembered of a drawing changes nothing that is found after an edit, whatever was edited before", () => {
  const edits = fc.array(fc.tuple(arbitraryEdit, fc.constantFrom(...choices)), { minLength: 1, maxLength: 25 });
  fc.assert(
    fc.property(arbitraryGraph, edits, (drawn, all) => {
      const memory = new DrawingMemory();
      const past = [drawn];
      let graph = drawn;
      for (const [edit, options] of all) {
        graph = edit.sort === "undo" ? (past.at(-1 - (edit.one % past.length)) ?? drawn) : apply(graph, operationFor(graph, edit));
        past.push(graph);
        expect(compile(graph, options, memory)).toEqual(compile(graph, options));
      }
    }),
    { numRuns: 60 },
  );
});

it("after an edit only the step that changed, and what asked about it, is looked at again", () => {
  const [drawn] = fc.sample(arbitraryGraph, { numRuns: 1, seed: 5 });
  const node = drawn?.nodes.find(({ step }) => step.kind !== "end");
  if (!drawn || !node) throw new Error("The sample has no step.");
  const memory = new DrawingMemory();
  const before = compile(drawn, {}, memory).definition;
  const after = compile(apply(drawn, { do: "rename", id: node.id, name: "Another" }), {}, memory).definition;
  const anew = Object.keys(after.steps).filter((id) => after.steps[id] !== before.steps[id]);
  expect(anew).toEqual([node.id]);
});
