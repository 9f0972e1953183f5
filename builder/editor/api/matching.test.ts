import { expect, it } from "vitest";
import { matchingWords } from "./matching.ts";

it("says how many match now, and of how many", () => {
  const of = (matches: number, looked: number, more = false) => ({ matches, looked, more, ids: [] });
  expect(matchingWords(of(11, 240), "matter")).toBe("11 of 240 matters match now");
  expect(matchingWords(of(1, 1), "contact")).toBe("1 of 1 person matches now");
  expect(matchingWords(of(0, 5000, true), "contact")).toBe("0 of the first 5,000 people match now");
});
