import { expect, it } from "vitest";
import { nextFirst } from "./nextFirst.ts";

it("of somebody's dates the next stands first, and those over come last, the latest of them before the others", () => {
  const days = ["2026-11-20", "2026-12-03", "2026-11-27", "2026-11-24"].map((day) => ({ at: `${day}T15:00:00.000Z` }));
  const order = nextFirst(days, new Date("2026-11-25T12:00:00Z")).map(({ at }) => at.slice(0, 10));
  expect(order).toEqual(["2026-11-27", "2026-12-03", "2026-11-24", "2026-11-20"]);
});
