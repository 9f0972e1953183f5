import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BookingRules, openSlots, type Person } from "./slots.ts";

const zone = "America/New_York";
const rules: BookingRules = { minutes: 60, bufferBefore: 0, bufferAfter: 0, minimumNotice: 0, horizonDays: 7, every: 30 };
const weekday = [{ from: "09:00", to: "12:00" }];
const elena = (more: Partial<Person> = {}): Person => ({
  id: "elena",
  hours: { mon: weekday, tue: weekday, wed: weekday, thu: weekday, fri: weekday },
  busy: [],
  ...more,
});
const ms = (text: string) => Date.parse(text);
const local = (at: number) =>
  new Intl.DateTimeFormat("en-GB", { timeZone: zone, weekday: "short", hour: "2-digit", minute: "2-digit" }).format(at);
const slots = (people: Person[], now: string, more: Partial<BookingRules> = {}, holidays: string[] = []) =>
  openSlots({ ...rules, ...more }, people, zone, new Set(holidays), ms(now));

describe("open slots", () => {
  it("lie within the hours and end by closing time", () => {
    const monday = slots([elena()], "2026-11-23T12:00:00Z", { horizonDays: 1 });
    expect(monday.map((slot) => local(slot.startsAt))).toEqual(["Mon 09:00", "Mon 09:30", "Mon 10:00", "Mon 10:30", "Mon 11:00"]);
  });

  it("leave out holidays and weekends", () => {
    const week = slots([elena()], "2026-11-26T05:00:00Z", { horizonDays: 5, every: 180 }, ["2026-11-26"]);
    expect(week.map((slot) => local(slot.startsAt))).toEqual(["Fri 09:00", "Mon 09:00"]);
  });

  it("keep the minimum notice", () => {
    const day = slots([elena()], "2026-11-23T13:30:00Z", { horizonDays: 1, minimumNotice: 90 });
    expect(local(day[0]?.startsAt ?? 0)).toBe("Mon 10:00");
  });

  it("keep the buffers around what is planned", () => {
    const busy = [{ from: ms("2026-11-23T15:00:00Z"), to: ms("2026-11-23T15:30:00Z") }];
    const day = slots([elena({ busy })], "2026-11-23T12:00:00Z", { horizonDays: 1, minutes: 30, bufferAfter: 30 });
    expect(day.map((slot) => local(slot.startsAt))).toEqual(["Mon 09:00", "Mon 10:30", "Mon 11:00", "Mon 11:30"]);
  });

  it("name everybody who is free", () => {
    const busy = [{ from: ms("2026-11-23T14:00:00Z"), to: ms("2026-11-23T15:00:00Z") }];
    const day = slots([elena({ busy }), elena({ id: "marcus" })], "2026-11-23T12:00:00Z", { horizonDays: 1, every: 60 });
    expect(day.map((slot) => slot.staff)).toEqual([["marcus"], ["elena", "marcus"], ["elena", "marcus"]]);
  });

  it("are the same local hours on both sides of a clock change", () => {
    const both = slots([elena()], "2026-10-30T04:00:00Z", { horizonDays: 4, every: 180 });
    expect(both.map((slot) => [local(slot.startsAt), new Date(slot.startsAt).toISOString()])).toEqual([
      ["Fri 09:00", "2026-10-30T13:00:00.000Z"],
      ["Mon 09:00", "2026-11-02T14:00:00.000Z"],
    ]);
  });

  it("never overlap anything busy, whatever is planned", () => {
    const start = ms("2026-11-23T00:00:00Z");
    const busyTimes = fc.array(fc.record({ at: fc.integer({ min: 0, max: 7 * 24 * 60 }), length: fc.integer({ min: 1, max: 300 }) }), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(busyTimes, fc.integer({ min: 0, max: 60 }), fc.integer({ min: 5, max: 120 }), (times, buffer, minutes) => {
        const busy = times.map(({ at, length }) => ({ from: start + at * 60_000, to: start + (at + length) * 60_000 }));
        const open = openSlots({ ...rules, minutes, bufferBefore: buffer, bufferAfter: buffer }, [elena({ busy })], zone, new Set(), start);
        for (const slot of open)
          for (const taken of busy)
            expect(slot.startsAt - buffer * 60_000 >= taken.to || slot.endsAt + buffer * 60_000 <= taken.from).toBe(true);
      }),
    );
  });
});
