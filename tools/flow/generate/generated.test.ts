import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exampleDefinition } from "../../../engine/definition/example.ts";
import { definitionSchema } from "../../../engine/definition/schema.ts";
import { arbitraryDefinition } from "../../../engine/graph/arbitraries.ts";
import { generated } from "./files.ts";

describe("what is made from the step descriptions", () => {
  for (const { path, content } of generated()) {
    it(`is current: ${path} (else run \`node tools/flow/generate/main.ts\`)`, () => {
      expect(readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8")).toBe(content);
    });
  }
  it("is a JSON Schema that takes every valid definition and refuses a wrong one", () => {
    const ajv = new Ajv2020({ strict: false });
    const check = ajv.compile(definitionSchema());
    fc.assert(
      fc.property(arbitraryDefinition, (definition) => {
        expect(check(definition)).toBe(true);
      }),
      { numRuns: 30 },
    );
    const definition = exampleDefinition();
    expect(check({ ...definition, steps: { ...definition.steps, done: { kind: "end", outcome: "x", next: "y" } } })).toBe(false);
  });
});
