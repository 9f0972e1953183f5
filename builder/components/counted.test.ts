import { expect, it } from "vitest";
import { countedAtLeast, countedTo } from "./counted.ts";

it("a number that is not counted to its end says so", () => {
  expect([0, 999, 1_000, 10_003].map((count) => countedTo(1_000, count))).toEqual(["0", "999", "1,000+", "1,000+"]);
  expect(countedAtLeast({ count: 1_500, mayBeMore: false })).toBe("1,500");
  expect(countedAtLeast({ count: 500, mayBeMore: true })).toBe("500+");
});
