import { describe, expect, it } from "vitest";
import { csvOf, minutesWords, share, speedWords } from "./numbers.ts";
import { rangeWords, stretchOf } from "./ranges.ts";

const zone = "America/New_York";
const now = new Date("2026-11-23T21:40:00Z");

describe("a report's stretch", () => {
  it("begins and ends at the firm's midnights, also across the change of the clocks", () => {
    expect(stretchOf("month", now, zone)).toEqual({ from: "2026-11-01T04:00:00.000Z", to: "2026-11-24T05:00:00.000Z" });
  });
  it("is told in days with the zone", () => {
    expect(rangeWords(new Date("2026-11-01T04:00:00Z"), new Date("2026-11-24T05:00:00Z"), zone)).toBe("1 to 23 November 2026 (EST)");
    expect(rangeWords(new Date("2026-08-25T05:00:00Z"), new Date("2026-11-24T05:00:00Z"), zone)).toBe(
      "25 August to 23 November 2026 (EST)",
    );
  });
});

describe("numbers in words", () => {
  it("shares of nothing are no number", () => {
    expect([share(1, 4), share(0, 0)]).toEqual(["25%", "–"]);
  });
  it("minutes become hours and days", () => {
    expect([null, 9, 125, 4320].map(minutesWords)).toEqual(["–", "9 min", "2 h", "3 days"]);
  });
  it("a finding from few leads says that they are few", () => {
    const bands = [
      { name: "under 5 min", until: 5, leads: 13, hired: 8 },
      { name: "5 to 15", until: 15, leads: 14, hired: 7 },
      { name: "later", until: null, leads: 13, hired: 2 },
    ];
    expect(speedWords(bands)).toEqual({
      finding: "Of 27 leads called within 15 minutes, 15 hired the firm. Of 13 called later, 2 did.",
      caution: "Too few to be sure.",
    });
    expect(speedWords([])).toBeNull();
  });
});

it("a table for spreadsheets quotes what needs it and starts no formula", () => {
  expect(
    csvOf([
      ["Source", "Leads"],
      ['=HYPERLINK("x")', 3],
      ["Ads, search", null],
    ]),
  ).toBe('Source,Leads\r\n"\'=HYPERLINK(""x"")",3\r\n"Ads, search",\r\n');
});
