import { describe, expect, it } from "vitest";
import { exampleDefinition } from "./example.ts";
import { canonicalJson, definitionHash } from "./hash.ts";
import { upgrade } from "./upgrade.ts";

describe("a definition's hash", () => {
  it("does not depend on the order of fields or on fields without a value", () => {
    expect(canonicalJson({ b: [1, { d: 1, c: undefined }], a: "ä" })).toBe('{"a":"ä","b":[1,{"d":1}]}');
    const { key, ...rest } = exampleDefinition();
    expect(definitionHash({ ...rest, key })).toBe(definitionHash(exampleDefinition()));
  });
  it("is another for another definition, and SHA-256", () => {
    expect(definitionHash({ ...exampleDefinition(), name: "Other" })).not.toBe(definitionHash(exampleDefinition()));
    expect(definitionHash({})).toBe("44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a");
  });
});

describe("upgrade", () => {
  it("leaves the present format and what it does not know alone", () => {
    const definition = exampleDefinition();
    expect(upgrade(definition)).toBe(definition);
    expect(upgrade({ format: "firmflow/9" })).toEqual({ format: "firmflow/9" });
    expect(upgrade(null)).toBe(null);
  });
});
