import { expect, it } from "vitest";
import { isDuration } from "../../../engine/steps/durations.ts";
import { amountOf, durationOf, UNITS } from "./duration.ts";

it("a number and a unit make a duration the engine reads, and come back", () => {
  for (const unit of UNITS) {
    const duration = durationOf(3, unit);
    expect(isDuration(duration)).toBe(true);
    expect(amountOf(duration)).toEqual({ amount: 3, unit });
  }
});

it("months and minutes are told apart", () => {
  expect(amountOf("P2M")).toEqual({ amount: 2, unit: "months" });
  expect(amountOf("PT2M")).toEqual({ amount: 2, unit: "minutes" });
});

it("several units stay as they are written", () => {
  expect(amountOf("P1DT2H")).toBeNull();
  expect(amountOf("soon")).toBeNull();
});
