import { expect, it } from "vitest";
import { textLength, textParts } from "./textLength.ts";

it("a text of up to 160 plain letters is one, a longer one is cut at 153", () => {
  expect([160, 161, 306, 307].map((length) => textParts("a".repeat(length)))).toEqual([1, 2, 2, 3]);
  expect(textParts(`${"a".repeat(159)}€`)).toBe(2);
});

it("one letter that phones don't know makes it hold 70, and Spanish accents are such letters", () => {
  expect(textParts(`${"a".repeat(69)}í`)).toBe(1);
  expect(textParts(`${"a".repeat(70)}í`)).toBe(2);
  expect(textParts(`${"a".repeat(100)}ñ é ¿`)).toBe(1);
  expect(textLength("a")).toBe("1 character, sent as one text");
});
