import { expect, it } from "vitest";
import { daysOf } from "./stretches.ts";

const now = new Date("2026-11-25T02:00:00Z");
const albany = "America/New_York";
const none = { since: "", until: "" };

it("counts back from the day it is at the firm, today included", () => {
  expect(daysOf("7", none, now, albany)).toEqual({ since: "2026-11-18" });
  expect(daysOf("all", none, now, albany)).toEqual({});
});
it("takes days chosen the wrong way round as they were meant, and either may be open", () => {
  expect(daysOf("own", { since: "2026-11-20", until: "2026-11-01" }, now, albany)).toEqual({ since: "2026-11-01", until: "2026-11-20" });
  expect(daysOf("own", { since: "", until: "2026-11-01" }, now, albany)).toEqual({ until: "2026-11-01" });
});
