import { describe, expect, it } from "vitest";
import { dayHeading, formatWhen, howLong, whenParts, zoneName } from "./when.ts";

const zone = "America/New_York";
const now = new Date("2026-11-23T21:40:00Z");

describe("a moment told to staff", () => {
  it("has the day's name, the day, the time and the zone", () => {
    expect(formatWhen(new Date("2026-11-27T15:00:00Z"), { zone })).toBe("Fri 27 Nov, 10:00 EST");
  });

  it("names the zone as it is on that day, not as it is now", () => {
    expect(formatWhen(new Date("2026-07-01T14:00:00Z"), { zone })).toBe("Wed 1 Jul, 10:00 EDT");
  });

  it("is Today when it is today in that zone, even if another zone is a day ahead", () => {
    expect(formatWhen(new Date("2026-11-24T02:00:00Z"), { zone, now })).toBe("Today, 21:00 EST");
  });

  it("is Yesterday the day before", () => {
    expect(whenParts(new Date("2026-11-22T15:00:00Z"), { zone, now }).day).toBe("Yesterday");
  });

  it("has the year when it is far away and in another one", () => {
    expect(formatWhen(new Date("2028-01-03T15:00:00Z"), { zone, now, dayOnly: true })).toBe("Mon 3 Jan 2028");
    expect(formatWhen(new Date("2027-01-04T15:00:00Z"), { zone, now, dayOnly: true })).toBe("Mon 4 Jan");
  });

  it("knows the short names of European zones", () => {
    expect(zoneName(now, "Europe/Berlin")).toBe("CET");
  });
});

describe("how long something waits", () => {
  it("is told in one unit", () => {
    const at = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
    expect(howLong(at(1), now)).toBe("1 minute");
    expect(howLong(at(52), now)).toBe("52 minutes");
    expect(howLong(at(130), now)).toBe("2 hours");
    expect(howLong(at(60 * 24 * 21), now)).toBe("21 days");
  });
});

it("the heading over a day says today by name as well", () => {
  expect(dayHeading(now, zone, now)).toBe("Today, Mon 23 Nov");
});
