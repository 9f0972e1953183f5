import { describe, expect, it } from "vitest";
import { followsCalendar } from "./calendar.ts";
import { aFlow, hours } from "./testing/flow.ts";
import { Lab } from "./testing/lab.ts";

const closed = (run: Lab, ...holidays: string[]) => {
  run.facts.firm.holidays = holidays;
  return run.input({ type: "calendar", at: run.now });
};

describe("the firm's calendar changes", () => {
  it("a wait of business days is planned again by the days that are left", () => {
    const run = new Lab(aFlow().wait({ for: "P2D", businessDays: true }).email("note"));
    run.news();
    closed(run, "2026-01-06");
    expect(run.news()).toEqual([expect.stringContaining("replanned, until Jan 8 10:00")]);
    closed(run);
    expect(run.news()).toEqual([expect.stringContaining("replanned, until Jan 7 10:00")]);
    closed(run);
    expect(run.news()).toEqual([]);
  });

  it("a wait that is due by the new days ends at once", () => {
    const run = new Lab(aFlow().wait({ for: "P1D", businessDays: true }).email("note"), {
      facts: { firm: { zone: "America/New_York", holidays: ["2026-01-06"] } },
    });
    run.to("2026-01-06 12:00");
    closed(run);
    expect(run.story().at(-1)).toContain("done ended");
  });

  it("marketing that was put off to the next working day goes when the day is one after all, and later when it is none", () => {
    const run = new Lab(aFlow().window(hours).marketing("news"), { at: "2026-01-05 20:00" });
    closed(run, "2026-01-06");
    expect(run.wakeAt).toBe("2026-01-07T14:00:00.000Z");
    closed(run);
    expect(run.wakeAt).toBe("2026-01-06T14:00:00.000Z");
  });

  it("leaves a start that can still be undone, and a run on hold, as they are", () => {
    const undoable = new Lab(aFlow().email("note"), { undoSeconds: 60 });
    undoable.news();
    expect(closed(undoable).news()).toEqual([]);
    const held = new Lab(aFlow().window(hours).marketing("news"), { at: "2026-01-05 20:00" }).command({ do: "hold", reason: "Away" });
    held.news();
    expect(closed(held).news()).toEqual([]);
  });

  it("matters to flows that wait or have a window, not to others", () => {
    expect(followsCalendar(aFlow().wait("P2D").build())).toBe(true);
    expect(followsCalendar(aFlow().marketing("news").build())).toBe(true);
    expect(followsCalendar(aFlow().email("note").build())).toBe(false);
  });
});
