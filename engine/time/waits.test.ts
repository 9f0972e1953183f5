import { describe, expect, it } from "vitest";
import { holidaysOf } from "./businessDays.ts";
import { instantOf, msOf } from "./instants.ts";
import { planWait, type WaitFields } from "./waits.ts";

const newYork = "America/New_York";

interface Given {
  zone?: string;
  holidays?: string[];
  value?: unknown;
}

function ends(wait: WaitFields, arrival: string, given: Given = {}): string {
  const plan = planWait(wait, {
    arrival: msOf(arrival),
    zone: given.zone ?? newYork,
    holidays: holidaysOf(given.holidays),
    value: given.value,
  });
  if (plan.kind === "until") return instantOf(plan.until).replace(".000", "");
  return plan.kind === "unusable" ? plan.why : plan.kind;
}

describe("a wait for a duration", () => {
  it.each<[string, WaitFields, string, string, Given?]>([
    ["days keep the wall-clock time", { for: "P3D" }, "2026-01-05T15:00:00Z", "2026-01-08T15:00:00Z"],
    ["days keep the wall-clock time when clocks go forward", { for: "P1D" }, "2026-03-07T15:00:00Z", "2026-03-08T14:00:00Z"],
    ["hours are elapsed time when clocks go forward", { for: "PT24H" }, "2026-03-07T15:00:00Z", "2026-03-08T15:00:00Z"],
    ["days keep the wall-clock time when clocks go back", { for: "P1D" }, "2026-10-31T14:00:00Z", "2026-11-01T15:00:00Z"],
    ["a local time that is skipped moves forward by the gap", { for: "P1D" }, "2026-03-07T07:30:00Z", "2026-03-08T07:30:00Z"],
    ["a local time that is repeated is the earlier", { for: "P1D" }, "2026-10-31T05:30:00Z", "2026-11-01T05:30:00Z"],
    ["days first, then hours", { for: "P1DT2H" }, "2026-03-07T15:00:00Z", "2026-03-08T16:00:00Z"],
    ["a month ends on the month's last day", { for: "P1M" }, "2026-01-31T15:00:00Z", "2026-02-28T15:00:00Z"],
    ["a month ends on 29 February in a leap year", { for: "P1M" }, "2028-01-31T15:00:00Z", "2028-02-29T15:00:00Z"],
    ["a year from 29 February ends on the 28th", { for: "P1Y" }, "2028-02-29T15:00:00Z", "2029-02-28T15:00:00Z"],
    ["weeks are calendar time", { for: "P2W" }, "2026-03-01T15:00:00Z", "2026-03-15T14:00:00Z"],
    [
      "half-hour zones keep their wall-clock time",
      { for: "P1D" },
      "2026-06-01T03:30:00Z",
      "2026-06-02T03:30:00Z",
      { zone: "Asia/Kolkata" },
    ],
    [
      "a zone whose clock changes by half an hour",
      { for: "P1D" },
      "2026-10-03T00:00:00Z",
      "2026-10-03T23:30:00Z",
      { zone: "Australia/Lord_Howe" },
    ],
    ["`at` replaces the time on the day reached", { for: "P3D", at: "10:00" }, "2026-01-05T20:30:00Z", "2026-01-08T15:00:00Z"],
    ["`at` still to come today", { for: "PT0S", at: "10:00" }, "2026-01-05T14:00:00Z", "2026-01-05T15:00:00Z"],
    ["`at` already gone is the next day's", { for: "PT0S", at: "10:00" }, "2026-01-05T16:00:00Z", "2026-01-06T15:00:00Z"],
    ["`at` exactly now is not after the arrival", { for: "PT0S", at: "10:00" }, "2026-01-05T15:00:00Z", "2026-01-06T15:00:00Z"],
    ["`at` in the hour that is skipped", { for: "P1D", at: "02:30" }, "2026-03-07T17:00:00Z", "2026-03-08T07:30:00Z"],
    ["`at` in the hour that is repeated", { for: "P1D", at: "01:30" }, "2026-10-31T17:00:00Z", "2026-11-01T05:30:00Z"],
    ["nonsense is said to be none", { for: "three days" }, "2026-01-05T15:00:00Z", "“three days” is no duration"],
    ["a negative duration is none", { for: "-P3D" }, "2026-01-05T15:00:00Z", "“-P3D” is no duration"],
    ["beyond the calendar is said to be so", { for: "P999999Y" }, "2026-01-05T15:00:00Z", "“P999999Y” is no duration"],
  ])("%s", (_name, wait, arrival, expected, given) => {
    expect(ends(wait, arrival, given)).toBe(expected);
  });
});

describe("a wait for business days", () => {
  const holidays = ["2026-01-19"];
  it.each<[string, WaitFields, string, string]>([
    ["passes over the weekend", { for: "P1D", businessDays: true }, "2026-01-09T15:00:00Z", "2026-01-12T15:00:00Z"],
    ["passes over the firm's holiday", { for: "P2D", businessDays: true }, "2026-01-16T15:00:00Z", "2026-01-21T15:00:00Z"],
    ["counted from a Saturday, one day is Monday", { for: "P1D", businessDays: true }, "2026-01-10T15:00:00Z", "2026-01-12T15:00:00Z"],
    ["a week is seven of them", { for: "P1W", businessDays: true }, "2026-01-05T15:00:00Z", "2026-01-14T15:00:00Z"],
    [
      "`at` already gone is the next business day's",
      { for: "P0D", businessDays: true, at: "09:00" },
      "2026-01-16T20:00:00Z",
      "2026-01-20T14:00:00Z",
    ],
    ["on a Sunday, `at` is Monday's", { for: "P0D", businessDays: true, at: "18:00" }, "2026-01-11T15:00:00Z", "2026-01-12T23:00:00Z"],
    ["keeps the wall-clock time over a clock change", { for: "P1D", businessDays: true }, "2026-03-06T15:00:00Z", "2026-03-09T14:00:00Z"],
    ["hours are no business days", { for: "PT3H", businessDays: true }, "2026-01-05T15:00:00Z", "it finds no business day"],
  ])("%s", (_name, wait, arrival, expected) => {
    expect(ends(wait, arrival, { holidays })).toBe(expected);
  });
});

describe("a wait for a window", () => {
  const window = { days: ["tue", "wed", "thu", "fri"] as const, from: "10:00", to: "16:00" };
  const only = { window: { ...window, days: [...window.days] } };
  it.each<[string, WaitFields, string, string]>([
    ["ends at once inside", only, "2026-01-06T17:00:00Z", "2026-01-06T17:00:00Z"],
    ["`from` is inside", only, "2026-01-06T15:00:00Z", "2026-01-06T15:00:00Z"],
    ["`to` is not", only, "2026-01-06T21:00:00Z", "2026-01-07T15:00:00Z"],
    ["before it opens, when it opens", only, "2026-01-06T12:00:00Z", "2026-01-06T15:00:00Z"],
    ["after Friday, on Tuesday", only, "2026-01-09T21:00:00Z", "2026-01-13T15:00:00Z"],
    ["follows a duration", { ...only, for: "P3D" }, "2026-01-07T15:00:00Z", "2026-01-13T15:00:00Z"],
    ["opens an hour earlier in UTC after the clock change", only, "2026-03-07T15:00:00Z", "2026-03-10T14:00:00Z"],
    [
      "a window without days never opens",
      { window: { days: [], from: "10:00", to: "16:00" } },
      "2026-01-06T12:00:00Z",
      "its window never opens",
    ],
    [
      "a window the clock change swallows opens a week later",
      { window: { days: ["sun"], from: "02:10", to: "02:50" } },
      "2026-03-08T05:00:00Z",
      "2026-03-15T06:10:00Z",
    ],
  ])("%s", (_name, wait, arrival, expected) => {
    expect(ends(wait, arrival)).toBe(expected);
  });
});

describe("a wait until a moment", () => {
  it.each<[string, WaitFields, string]>([
    ["local, in the flow's zone", { instant: "2027-03-01T09:00" }, "2027-03-01T14:00:00Z"],
    ["with an offset", { instant: "2027-03-01T09:00:00+02:00" }, "2027-03-01T07:00:00Z"],
    ["written as `at`", { at: "2027-03-01T09:00" }, "2027-03-01T14:00:00Z"],
    ["already gone", { instant: "2025-03-01T09:00" }, "past"],
    ["nonsense", { instant: "soon" }, "its end “soon” is no moment"],
  ])("%s", (_name, wait, expected) => {
    expect(ends(wait, "2026-01-05T15:00:00Z")).toBe(expected);
  });
});

describe("a wait on a date", () => {
  const closing = "matter.closingDate";
  it.each<[string, WaitFields, unknown, string]>([
    ["at nine where no time is said", { field: closing }, "2026-03-02", "2026-03-02T14:00:00Z"],
    ["before it", { field: closing, before: "P3D", at: "08:00" }, "2026-03-10", "2026-03-07T13:00:00Z"],
    ["before it, across the clock change", { field: closing, before: "P3D" }, "2026-03-10", "2026-03-07T14:00:00Z"],
    ["after it", { field: closing, after: "P30D" }, "2026-03-02", "2026-04-01T13:00:00Z"],
    ["a month before the 31st", { field: closing, before: "P1M" }, "2026-03-31", "2026-02-28T14:00:00Z"],
    ["business days before it", { field: closing, before: "P1D", businessDays: true }, "2026-03-02", "2026-02-27T14:00:00Z"],
    ["a moment keeps its time", { field: closing, before: "P1D" }, "2026-03-09T18:30:00Z", "2026-03-08T18:30:00Z"],
    ["two hours before a moment", { field: closing, before: "PT2H" }, "2026-03-09T18:30:00Z", "2026-03-09T16:30:00Z"],
    ["a moment's day at another time", { field: closing, before: "P1D", at: "08:00" }, "2026-03-10T02:30:00Z", "2026-03-08T12:00:00Z"],
    ["a local date-time is one of the flow's zone", { field: closing }, "2026-03-02T14:15", "2026-03-02T19:15:00Z"],
    ["gone", { field: closing }, "2025-12-31", "past"],
    ["empty", { field: closing }, "", "missing"],
    ["null", { field: closing }, null, "missing"],
    ["never set", { field: closing }, undefined, "missing"],
    ["nonsense", { field: closing }, "next week", "“matter.closingDate” holds “next week”, which is not a date"],
    ["30 February", { field: closing }, "2026-02-30", "“matter.closingDate” holds “2026-02-30”, which is not a date"],
    ["a number", { field: closing }, 20260302, "“matter.closingDate” holds 20260302, which is not a date"],
    ["before 1900", { field: closing }, "0203-05-01", "“matter.closingDate” holds “0203-05-01”, a date before 1900"],
  ])("%s", (_name, wait, value, expected) => {
    expect(ends(wait, "2026-01-05T15:00:00Z", { value })).toBe(expected);
  });
});
