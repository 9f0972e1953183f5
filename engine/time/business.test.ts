import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import type { FirmFacts } from "../run/types.ts";
import { addBusinessTime } from "./businessHours.ts";
import { dueAt } from "./due.ts";
import { instantOf, msOf } from "./instants.ts";
import { nextMonthly } from "./monthly.ts";

const zone = "America/New_York";
const hours = {
  mon: [
    { from: "09:00", to: "12:00" },
    { from: "13:00", to: "17:00" },
  ],
  fri: [{ from: "09:00", to: "12:00" }],
};

function due(at: string, text: string, businessDays: boolean, firm: Partial<FirmFacts> = {}): string | null {
  const ms = dueAt(msOf(at), text, businessDays, firm, zone);
  return ms === null ? null : instantOf(ms).replace(".000", "");
}

describe("business minutes", () => {
  it.each([
    ["pass while the firm is open", "2026-01-05T15:00:00Z", "PT15M", "2026-01-05T15:15:00Z"],
    ["stand still over lunch", "2026-01-05T16:50:00Z", "PT15M", "2026-01-05T18:05:00Z"],
    ["begin in the morning for what comes at night", "2026-01-05T05:00:00Z", "PT15M", "2026-01-05T14:15:00Z"],
    ["go on at the next opening", "2026-01-05T21:55:00Z", "PT15M", "2026-01-09T14:10:00Z"],
    ["end exactly at closing where they fill it", "2026-01-09T16:45:00Z", "PT15M", "2026-01-09T17:00:00Z"],
    ["pass over a weekend", "2026-01-09T16:50:00Z", "PT15M", "2026-01-12T14:05:00Z"],
  ])("%s", (_name, at, text, expected) => {
    expect(due(at, text, true, { hours })).toBe(expected);
  });

  it("are those of Monday to Friday, nine to five, for a firm that gave no hours", () => {
    expect(due("2026-01-09T21:50:00Z", "PT15M", true)).toBe("2026-01-12T14:05:00Z");
  });

  it("pass over the firm's holidays", () => {
    expect(due("2026-01-16T21:50:00Z", "PT15M", true, { holidays: ["2026-01-19"] })).toBe("2026-01-20T14:05:00Z");
  });

  it("of a firm that is never open never pass, which is said and not thrown", () => {
    expect(addBusinessTime(msOf("2026-01-05T15:00:00Z"), 60_000, { hours: { mon: [] } }, zone)).toBeNull();
  });
});

describe("a task's due time", () => {
  it("counts business days where wanted", () => {
    expect(due("2026-01-16T15:00:00Z", "P1D", true, { holidays: ["2026-01-19"] })).toBe("2026-01-20T15:00:00Z");
  });
  it("counts all days otherwise", () => {
    expect(due("2026-01-16T15:00:00Z", "P1D", false)).toBe("2026-01-17T15:00:00Z");
  });
});

describe("monthly waits in a repeat", () => {
  it("keep the 31st through shorter months", () => {
    let last = "2026-01-31T10:00:00";
    const ends: string[] = [];
    for (let count = 0; count < 5; count++) {
      const ms = nextMonthly({ day: 31, last }, Temporal.Duration.from("P1M"), msOf(`${last}Z`), "UTC");
      last = instantOf(ms ?? 0).slice(0, 19);
      ends.push(last.slice(0, 10));
    }
    expect(ends).toEqual(["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30"]);
  });

  it("pass over months that went by, rather than catch them up one by one", () => {
    const ms = nextMonthly({ day: 31, last: "2026-01-31T10:00:00" }, Temporal.Duration.from("P1M"), msOf("2026-05-05T10:00:00Z"), "UTC");
    expect(instantOf(ms ?? 0).slice(0, 10)).toBe("2026-05-31");
  });
});
