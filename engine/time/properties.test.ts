import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SendWindow } from "../definition/types.ts";
import { holidaysOf } from "./businessDays.ts";
import { dueAt } from "./due.ts";
import { instantOf, msOf } from "./instants.ts";
import { planWait, type WaitFields } from "./waits.ts";
import { openFrom, workingDayFrom } from "./windows.ts";
import { inZone } from "./zones.ts";

const zones = fc.constantFrom(
  "America/New_York",
  "America/Los_Angeles",
  "Asia/Kolkata",
  "Australia/Lord_Howe",
  "America/Phoenix",
  "Pacific/Apia",
  "UTC",
);
const moments = fc
  .date({ min: new Date("1990-01-01T00:00:00Z"), max: new Date("2090-01-01T00:00:00Z"), noInvalidDate: true })
  .map((date) => date.getTime());
const times = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([h, m]) => `${String(h).padStart(2, "0")}:${String(m).padStart(2, "0")}`);
const windows: fc.Arbitrary<SendWindow> = fc
  .record({
    days: fc.uniqueArray(fc.constantFrom("mon", "tue", "wed", "thu", "fri", "sat", "sun"), { minLength: 1 }),
    one: times,
    other: times,
  })
  .filter(({ one, other }) => one !== other)
  .map(({ days, one, other }) => {
    const [from = one, to = other] = [one, other].sort();
    return { days, from, to };
  });
const durations = fc.constantFrom("PT0S", "PT5M", "PT36H", "P1D", "P3D", "P2W", "P1M", "P1Y", "P1M3DT2H");
const holidays = fc.array(fc.constantFrom("2026-01-19", "2026-07-03", "2030-12-25")).map((days) => holidaysOf(days));

describe("time", () => {
  it("a wait for a duration never ends before its arrival", () => {
    fc.assert(
      fc.property(
        moments,
        zones,
        durations,
        fc.option(times, { nil: undefined }),
        fc.option(windows, { nil: undefined }),
        holidays,
        (arrival, zone, length, at, window, closed) => {
          const plan = planWait({ for: length, ...(at ? { at } : {}), ...(window ? { window } : {}) }, { arrival, zone, holidays: closed });
          if (plan.kind === "until") expect(plan.until).toBeGreaterThanOrEqual(arrival);
          else expect(plan.kind).toBe("unusable");
        },
      ),
    );
  });

  it("with `at` it ends at that local time, but for clock changes, and after its arrival", () => {
    fc.assert(
      fc.property(moments, durations, times, (arrival, length, at) => {
        const plan = planWait({ for: length, at }, { arrival, zone: "America/Phoenix", holidays: holidaysOf([]) });
        if (plan.kind !== "until") throw new Error(plan.kind);
        expect(plan.until).toBeGreaterThan(arrival);
        expect(inZone(plan.until, "America/Phoenix").toPlainTime().toString().slice(0, 5)).toBe(at);
      }),
    );
  });

  it("a window opens at or after the moment, and is open when it opens", () => {
    fc.assert(
      fc.property(moments, zones, windows, holidays, (moment, zone, window, closed) => {
        const opening = openFrom(moment, window, zone, closed);
        if (opening === null) return;
        expect(opening).toBeGreaterThanOrEqual(moment);
        expect(openFrom(opening, window, zone, closed)).toBe(opening);
      }),
    );
  });

  it("a working day is never one of the firm's holidays", () => {
    fc.assert(
      fc.property(moments, zones, holidays, (moment, zone, closed) => {
        const day = workingDayFrom(moment, closed, zone);
        expect(day).not.toBeNull();
        expect(workingDayFrom(day ?? 0, closed, zone)).toBe(day);
      }),
    );
  });

  it("nothing throws, whatever stands in a file or record", () => {
    const anything = fc.oneof(
      fc.string(),
      fc.constant(undefined),
      fc.constantFrom("P99999999Y", "P1D", "-P1D", "2026-13-45", "9999-12-31", "24:00"),
      fc.integer(),
    );
    fc.assert(
      fc.property(
        moments,
        fc.string(),
        anything,
        anything,
        anything,
        anything,
        fc.boolean(),
        (arrival, zone, length, field, at, value, businessDays) => {
          const wait = {
            for: length,
            at,
            businessDays,
            ...(field === undefined ? {} : { field, before: length }),
          } as unknown as WaitFields;
          expect(() => planWait(wait, { arrival, zone, holidays: holidaysOf(value), value })).not.toThrow();
          expect(() =>
            planWait({ ...wait, for: undefined } as unknown as WaitFields, { arrival, zone: "UTC", holidays: holidaysOf([]), value }),
          ).not.toThrow();
          expect(() => dueAt(arrival, String(length), businessDays, {}, "America/New_York")).not.toThrow();
          expect(() => instantOf(msOf(value))).not.toThrow();
        },
      ),
    );
  });
});
