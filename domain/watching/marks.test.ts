import { describe, expect, it } from "vitest";
import { bucketOf, medianOf, middleOf } from "./marks.ts";

describe("the middle of times kept in classes", () => {
  it("is at most a twentieth off, from a second to years", () => {
    for (const ms of [1_500, 60_000, 3_600_000, 86_400_000, 21 * 86_400_000, 3 * 365 * 86_400_000])
      expect(Math.abs(middleOf(bucketOf(ms)) / ms - 1)).toBeLessThan(0.05);
  });
  it("of nobody is nothing, of one its own, of many the middle one's", () => {
    expect(medianOf(new Map())).toBeUndefined();
    expect(medianOf(new Map([[bucketOf(60_000), 1]]))).toBeCloseTo(middleOf(bucketOf(60_000)));
    expect(
      medianOf(
        new Map([
          [0, 2],
          [bucketOf(86_400_000), 3],
          [bucketOf(864_000_000), 1],
        ]),
      ),
    ).toBe(middleOf(bucketOf(86_400_000)));
  });
});
