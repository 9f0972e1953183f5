import { describe, expect, it } from "vitest";
import { arriving, type FirmDays } from "./arriving.ts";

/** Thursday 26 November 2026, Thanksgiving, 10:00 in Albany. */
const now = Date.parse("2026-11-26T15:00:00Z");
const firm: FirmDays = { zone: "America/New_York", holidays: [{ date: "2026-11-26", name: "Thanksgiving" }] };
const said = (step: Parameters<typeof arriving>[0], window?: Parameters<typeof arriving>[3]) =>
  arriving(step, now, firm, window).map(
    ({ what, at, given }) => `${what}${given ? `, if ${given}` : ""}: ${new Date(at).toISOString().slice(0, 16)}`,
  );

describe("for someone who arrives now", () => {
  it("a wait of business days ends on one, at its time", () => {
    expect(said({ kind: "wait", for: "P3D", businessDays: true, at: "10:00" })).toEqual(["Goes on: 2026-12-01T15:00"]);
  });

  it("a wait for a date is shown for a date that is far enough ahead", () => {
    expect(said({ kind: "wait", field: "matter.closingDate", before: "P3D" })).toEqual(["Goes on, if Sat 26 Dec: 2026-12-23T14:00"]);
    expect(said({ kind: "wait", field: "matter.closingDate", before: "P60D" })).toEqual(["Goes on, if Wed 24 Feb: 2026-12-26T14:00"]);
    expect(said({ kind: "wait", field: "occasion.at", before: "PT2H" })).toEqual(["Goes on, if Sat 26 Dec, 10:00: 2026-12-26T13:00"]);
    expect(said({ kind: "wait", field: "matter.closingDate", before: "soon" })).toEqual([]);
  });

  it("marketing leaves in its hours and on no holiday, what the case needs at once", () => {
    const hours = { days: ["thu", "fri"] as ("thu" | "fri")[], from: "09:00", to: "16:00" };
    const mail = { kind: "sendEmail" as const, template: "news" };
    expect(said({ ...mail, purpose: "marketing" }, hours)).toEqual(["Leaves: 2026-11-27T14:00"]);
    expect(said({ ...mail, purpose: "marketing" })).toEqual(["Leaves: 2026-11-27T15:00"]);
    expect(said({ ...mail, purpose: "transactional" }, hours)).toEqual([]);
    expect(said({ ...mail, purpose: "transactional", window: hours })).toEqual(["Leaves at once: 2026-11-26T15:00"]);
  });
});
