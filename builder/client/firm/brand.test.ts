import { describe, expect, it } from "vitest";
import { contrastWithWhite, parseHex, readable } from "./brand.ts";

describe("a firm's colour", () => {
  it("is left as it is when white text on it can be read", () => {
    expect(readable("#1B4636")?.firm).toBe("#1b4636");
  });

  it("is made darker until white text on it can be read", () => {
    const made = parseHex(readable("#FFD54A")?.firm ?? "");
    expect(made && contrastWithWhite(made)).toBeGreaterThanOrEqual(4.5);
  });

  it("may be written with three digits", () => {
    expect(parseHex("#08f")).toEqual([0, 136, 255]);
  });

  it("is refused when it is no colour, so that nothing else reaches the style sheet", () => {
    expect(readable("red; background: url(x)")).toBeNull();
  });
});
