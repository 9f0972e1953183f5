import { expect, it } from "vitest";
import { ticksOf } from "./ticks.ts";

const zone = "America/New_York";
const starts = Date.parse("2031-03-03T21:40:00Z");
const day = 86_400_000;

it("a month is told by the week, each day from its midnight, also over a change of the clocks", () => {
  const ticks = ticksOf(starts, starts + 28 * day, zone);
  expect(ticks.map(({ label }) => label.slice(0, 6).trim())).toEqual(["4 Mar", "11 Mar", "18 Mar", "25 Mar"]);
  expect(ticks.map(({ at }) => new Date(at).toISOString().slice(11, 16))).toEqual(["05:00", "04:00", "04:00", "04:00"]);
});

it("however long it takes, no more days are named than are read at a glance; for an afternoon none", () => {
  for (const days of [3, 9, 60, 400, 2000]) {
    const count = ticksOf(starts, starts + days * day, zone).length;
    expect(count, `${days} days`).toBeGreaterThan(1);
    expect(count, `${days} days`).toBeLessThan(11);
  }
  expect(ticksOf(starts, starts + day / 4, zone)).toEqual([]);
});
