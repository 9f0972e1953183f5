import { describe, expect, it } from "vitest";
import { byDay, dayIn, monthAfter, weeksOf, zonesFor, zoneWords } from "./days.ts";

describe("open slots by day", () => {
  it("fall on the day of the zone they are read in", () => {
    const slots = [{ startsAt: "2026-12-08T03:30:00Z", endsAt: "2026-12-08T04:30:00Z" }];
    expect([...byDay(slots, "America/New_York").keys()]).toEqual(["2026-12-07"]);
    expect([...byDay(slots, "Europe/Madrid").keys()]).toEqual(["2026-12-08"]);
  });
  it("are laid out in weeks that begin on Sunday", () => {
    const weeks = weeksOf("2026-12");
    expect(weeks[0]).toEqual([null, null, "2026-12-01", "2026-12-02", "2026-12-03", "2026-12-04", "2026-12-05"]);
    expect(weeks).toHaveLength(5);
    expect(weeks.flat().filter(Boolean)).toHaveLength(31);
  });
  it("go on over the turn of the year", () => {
    expect(monthAfter("2026-12", 1)).toBe("2027-01");
    expect(monthAfter("2026-01", -1)).toBe("2025-12");
  });
  it("name each zone once, the visitor's first, in words", () => {
    expect(zonesFor("America/New_York", "America/Chicago").slice(0, 2)).toEqual(["America/Chicago", "America/New_York"]);
    expect(zoneWords("America/New_York", "en-US", new Date("2026-12-08T15:00:00Z"))).toBe("Eastern Time, New York (EST)");
    expect(dayIn("2026-12-08T15:00:00Z", "America/New_York")).toBe("2026-12-08");
  });
});
