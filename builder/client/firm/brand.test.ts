import { describe, expect, it } from "vitest";
import { contrast, parseHex, readable, readableInTheDark } from "./brand.ts";

const seen = (one: string, other: string) => contrast(parseHex(one) ?? [0, 0, 0], parseHex(other) ?? [0, 0, 0]);

describe("a firm's colour", () => {
  it("is left as it is when white text on it can be read", () => {
    expect(readable("#1B4636")?.firm).toBe("#1b4636");
  });

  it("is made darker until white text on it can be read", () => {
    expect(seen(readable("#FFD54A")?.firm ?? "", "#ffffff")).toBeGreaterThanOrEqual(4.5);
  });

  it("is made lighter in the dark, until it can be read on a card and dark words on it, whatever colour it is", () => {
    for (const colour of ["#1B4636", "#000000", "#2B5C8F", "#7A1F2B", "#FFD54A", "#ffffff"]) {
      const { firm, deep } = readableInTheDark(colour) ?? expect.unreachable();
      for (const made of [firm, deep]) for (const beside of ["#1c222a", "#10161d"]) expect(seen(made, beside), made).toBeGreaterThan(4.5);
    }
    expect(readableInTheDark("#FFD54A")?.firm).toBe("#ffd54a");
    expect(readableInTheDark("url(x)")).toBeNull();
  });

  it("may be written with three digits", () => {
    expect(parseHex("#08f")).toEqual([0, 136, 255]);
  });

  it("is refused when it is no colour, so that nothing else reaches the style sheet", () => {
    expect(readable("red; background: url(x)")).toBeNull();
  });
});
