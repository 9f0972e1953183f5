import { describe, expect, it } from "vitest";
import { lateFrom, occurrenceAfter, scheduledAfter } from "./occurrences.ts";

const zone = "America/New_York";
const ms = (text: string) => Date.parse(text);
const shown = (found: ReturnType<typeof occurrenceAfter>) => found && `${found.date} at ${new Date(found.at).toISOString()}`;

describe("a start around a date", () => {
  const month = { field: "matter.limitationDate", before: "P30D" };

  it("is thirty days before the day at nine by the flow's clock, also across a clock change", () => {
    expect(shown(occurrenceAfter(month, "2026-03-20", zone, ms("2026-01-01T00:00:00Z")))).toBe("2026-03-20 at 2026-02-18T14:00:00.000Z");
    expect(shown(occurrenceAfter(month, "2026-04-20", zone, ms("2026-01-01T00:00:00Z")))).toBe("2026-04-20 at 2026-03-21T13:00:00.000Z");
  });

  it("may be late until the date itself has passed", () => {
    const found = occurrenceAfter(month, "2026-03-20", zone, ms("2026-01-01T00:00:00Z"));
    expect(new Date(found?.until ?? 0).toISOString()).toBe("2026-03-21T03:59:59.999Z");
    expect(occurrenceAfter(month, "2026-03-20", zone, ms("2026-03-01T00:00:00Z"))).toBeNull();
    expect(shown(occurrenceAfter(month, "2026-03-20", zone, lateFrom(month, ms("2026-03-01T00:00:00Z"), zone)))).toContain("2026-03-20");
  });

  it("comes back every year on its day, and on 29 February in leap years", () => {
    const yearly = { field: "matter.signedOn", every: "P1Y" };
    const next = (from: string) => occurrenceAfter(yearly, "2024-02-29", zone, ms(from))?.date;
    expect(["2024-01-01", "2024-03-01", "2026-06-01", "2027-06-01", "2099-06-01"].map((day) => next(`${day}T00:00:00Z`))).toEqual([
      "2024-02-29",
      "2025-02-28",
      "2027-02-28",
      "2028-02-29",
      "2100-02-28",
    ]);
  });

  it("keeps the month's last day and does not slide to the 28th", () => {
    const monthly = { field: "matter.signedOn", every: "P1M" };
    const next = (from: string) => occurrenceAfter(monthly, "2026-01-31", zone, ms(from))?.date;
    expect([next("2026-02-01T00:00:00Z"), next("2026-03-01T00:00:00Z")]).toEqual(["2026-02-28", "2026-03-31"]);
  });

  it("of a moment keeps its hour by the wall clock", () => {
    const day = { field: "occasion.at", before: "P1D" };
    expect(shown(occurrenceAfter(day, "2026-03-09T14:30:00Z", zone, 0))).toBe("2026-03-09 at 2026-03-08T14:30:00.000Z");
    const hour = { field: "occasion.at", before: "P1D", at: "02:30" };
    // Half past two does not exist on 8 March: it is half past three.
    expect(shown(occurrenceAfter(hour, "2026-03-09T14:30:00Z", zone, 0))).toBe("2026-03-09 at 2026-03-08T07:30:00.000Z");
  });

  it("is none without a date, with nonsense, or out of the calendar", () => {
    for (const value of [undefined, null, "", "soon", "2026-02-30", 7, "+009001-01-01", {}])
      expect(occurrenceAfter(month, value, zone, 0)).toBeNull();
    expect(occurrenceAfter({ ...month, before: "nonsense" }, "2026-03-20", zone, 0)).toBeNull();
    expect(occurrenceAfter({ field: "matter.x", every: "PT1H" }, "2020-03-20", zone, ms("2026-01-01T00:00:00Z"))).toBeNull();
  });
});

describe("a start by the calendar", () => {
  it("is the first Tuesday of each month at nine", () => {
    const next = (from: string) => shown(scheduledAfter("FREQ=MONTHLY;BYDAY=1TU", zone, ms("2026-01-15T12:00:00Z"), ms(from)));
    expect(next("2026-01-15T12:00:00Z")).toBe("2026-02-03T09:00 at 2026-02-03T14:00:00.000Z");
    expect(next("2026-03-03T14:00:00Z")).toBe("2026-04-07T09:00 at 2026-04-07T13:00:00.000Z");
  });

  it("has the hour, zone and first day its rule gives, and ends when the rule does", () => {
    const rule = "DTSTART;TZID=Europe/London:20260101T080000\nRRULE:FREQ=DAILY;COUNT=2";
    expect(shown(scheduledAfter(rule, zone, 0, ms("2026-01-01T08:00:00Z")))).toBe("2026-01-02T08:00 at 2026-01-02T08:00:00.000Z");
    expect(scheduledAfter(rule, zone, 0, ms("2026-01-02T08:00:00Z"))).toBeNull();
    expect(
      scheduledAfter("FREQ=DAILY;UNTIL=20260110T140000Z", zone, ms("2026-01-01T12:00:00Z"), ms("2026-01-10T12:00:00Z")),
    ).not.toBeNull();
    expect(scheduledAfter("FREQ=DAILY;UNTIL=20260110T135959Z", zone, ms("2026-01-01T12:00:00Z"), ms("2026-01-10T12:00:00Z"))).toBeNull();
    expect(shown(scheduledAfter("DTSTART:20260105\nRRULE:FREQ=WEEKLY;BYHOUR=16", zone, 0, ms("2026-01-06T00:00:00Z")))).toBe(
      "2026-01-12T16:00 at 2026-01-12T21:00:00.000Z",
    );
  });

  it("moves an hour that a clock change skips forward", () => {
    expect(shown(scheduledAfter("FREQ=DAILY;BYHOUR=2;BYMINUTE=30", zone, ms("2026-03-01T12:00:00Z"), ms("2026-03-07T12:00:00Z")))).toBe(
      "2026-03-08T02:30 at 2026-03-08T07:30:00.000Z",
    );
  });

  it("of a rule that is none is never", () => {
    expect(scheduledAfter("FREQ=SOMETIMES", zone, 0, 0)).toBeNull();
  });
});
