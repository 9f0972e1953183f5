import { expect, it } from "vitest";
import { exampleDefinition } from "../../../engine/definition/example.ts";
import { decompile } from "../../../engine/graph/index.ts";
import { plainNames } from "../words/names.ts";
import { findSteps } from "./findSteps.ts";

const found = (text: string) => findSteps(decompile(exampleDefinition()), text, plainNames).map((step) => step.id);

it("a step is found by its title, by what it does and by what it holds", () => {
  expect(found("welc")).toEqual(["welcome"]);
  expect(found("firstName")).toEqual(["callTask"]);
  expect(found("appointment")[0]).toBe("book");
  expect(found("nowhere to be found")).toEqual([]);
});

it("without words all steps stand there, from top to bottom", () => {
  expect(found(" ")).toEqual(["welcome", "assets", "callTask", "book", "done"]);
});
