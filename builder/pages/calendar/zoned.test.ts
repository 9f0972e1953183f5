import { describe, expect, it } from "vitest";
import { addDays, daysOf, instantOf, localOf, mondayOf, stepOf, stretchOf, stretchWords } from "./zoned.ts";

const zone = "America/New_York";

describe("a time in the firm's zone", () => {
  it("becomes the instant its clocks show it, and back", () => {
    expect(instantOf("2026-12-03T09:30", zone).toISOString()).toBe("2026-12-03T14:30:00.000Z");
    expect(instantOf("2026-07-03T09:30", zone).toISOString()).toBe("2026-07-03T13:30:00.000Z");
    expect(localOf(new Date("2026-12-03T14:30:00Z"), zone)).toBe("2026-12-03T09:30");
  });
  it("that the change to summer time leaves out is an hour later", () => {
    expect(localOf(instantOf("2026-03-08T02:30", zone), zone)).toBe("2026-03-08T03:30");
  });
  it("that comes twice in autumn is the first of the two", () => {
    expect(instantOf("2026-11-01T01:30", zone).toISOString()).toBe("2026-11-01T05:30:00.000Z");
  });
  it("that is none stays none", () => {
    expect(Number.isNaN(instantOf("", zone).getTime())).toBe(true);
  });
});

describe("weeks and months", () => {
  it("weeks begin on Mondays", () => {
    expect([mondayOf("2026-11-23"), mondayOf("2026-11-29"), mondayOf("2026-12-01")]).toEqual(["2026-11-23", "2026-11-23", "2026-11-30"]);
  });
  it("a month ends where the next begins, also in February and December", () => {
    expect(daysOf(stretchOf("month", "2026-02-14"))).toHaveLength(28);
    expect(stretchOf("month", "2026-12-31")).toEqual({ first: "2026-12-01", until: "2027-01-01" });
  });
  it("one goes from each to the next and back", () => {
    expect(stepOf("month", "2026-01-31", 1)).toBe("2026-02-01");
    expect(stepOf("month", "2026-03-31", -1)).toBe("2026-02-01");
    expect(stepOf("week", "2026-11-25", -1)).toBe("2026-11-16");
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  });
  it("say which they are", () => {
    expect(stretchWords("week", stretchOf("week", "2026-11-25"))).toBe("23 to 29 November 2026");
    expect(stretchWords("week", stretchOf("week", "2026-12-01"))).toBe("30 November to 6 December 2026");
    expect(stretchWords("month", stretchOf("month", "2026-12-01"))).toBe("December 2026");
  });
});
