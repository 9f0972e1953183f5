import { describe, expect, it } from "vitest";
import { compareArms, differenceOf, wilson } from "./compareArms.ts";

const rounded = (pair: readonly number[]) => pair.map((one) => Math.round(one * 1000) / 1000);

describe("what may be said of how arms did", () => {
  it("a share lies where Wilson's interval says, also of none and of all", () => {
    expect(rounded(wilson({ won: 81, of: 263 }))).toEqual([0.255, 0.366]);
    expect(rounded(wilson({ won: 0, of: 20 }))).toEqual([0, 0.161]);
    expect(rounded(wilson({ won: 20, of: 20 }))).toEqual([0.839, 1]);
    expect(wilson({ won: 0, of: 0 })).toEqual([0, 1]);
  });
  it("the difference of two shares is Newcombe's", () => {
    expect(rounded(differenceOf({ won: 56, of: 70 }, { won: 48, of: 80 }))).toEqual([0.052, 0.334]);
  });
  it("fewer than twenty in an arm say nothing, however clear it looks", () => {
    expect(
      compareArms([
        { won: 19, of: 19 },
        { won: 0, of: 500 },
      ]),
    ).toEqual({ says: "tooFew", fewest: 20 });
    expect(compareArms([{ won: 300, of: 500 }])).toEqual({ says: "tooFew", fewest: 20 });
  });
  it("a difference that chance could make is not told as one, and how many would tell is", () => {
    expect(
      compareArms([
        { won: 14, of: 30 },
        { won: 10, of: 30 },
      ]),
    ).toEqual({ says: "unclear", needed: 211 });
    expect(
      compareArms([
        { won: 50, of: 100 },
        { won: 50, of: 100 },
      ]),
    ).toEqual({ says: "unclear" });
  });
  it("a clear one is, by the number of its arm", () => {
    expect(
      compareArms([
        { won: 40, of: 100 },
        { won: 70, of: 100 },
      ]),
    ).toMatchObject({ says: "better", arm: 1 });
  });
  it("the best of many must be better than each, and by more than of two", () => {
    expect(
      compareArms([
        { won: 57, of: 100 },
        { won: 42, of: 100 },
      ]),
    ).toMatchObject({ says: "better", arm: 0 });
    const many = [
      { won: 57, of: 100 },
      { won: 42, of: 100 },
      { won: 42, of: 100 },
      { won: 42, of: 100 },
    ];
    expect(compareArms(many)).toMatchObject({ says: "unclear" });
  });
});
