import { expect, it } from "vitest";
import { rateOf } from "./guard.ts";

it.each([
  [1_000, 0, "good"],
  [10_000, 9, "good"],
  [1_000, 1, "warn"],
  [10_000, 29, "warn"],
  [1_000, 3, "hold"],
  [10_000, 30, "hold"],
  [40, 1, "warn"],
  [40, 2, "hold"],
  [0, 0, "good"],
] as const)("of %i marketing emails, %i reported as spam: %s", (sent, complaints, verdict) => {
  expect(rateOf(sent, complaints).verdict).toBe(verdict);
});
