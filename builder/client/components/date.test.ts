import { describe, expect, it } from "vitest";
import { joinDate, splitDate } from "./date.ts";

describe("a date in three fields", () => {
  it("makes the ISO day", () => {
    expect(joinDate({ year: "2015", month: "3", day: "14" })).toBe("2015-03-14");
  });

  it("needs a year of four digits", () => {
    expect(joinDate({ year: "201", month: "9", day: "2" })).toBeNull();
  });

  it("is none when no such day exists", () => {
    expect(joinDate({ year: "2023", month: "2", day: "29" })).toBeNull();
  });

  it("is none before 1900", () => {
    expect(joinDate({ year: "1899", month: "1", day: "1" })).toBeNull();
  });

  it("comes back as it was written", () => {
    expect(splitDate("2015-03-14")).toEqual({ year: "2015", month: "3", day: "14" });
  });
});
