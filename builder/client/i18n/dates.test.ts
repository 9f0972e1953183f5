import { expect, it } from "vitest";
import { clientDate } from "./dates.ts";

const hearing = new Date("2026-12-10T15:00:00Z");

it("clients read a date with weekday, am or pm, and zone", () => {
  expect(clientDate(hearing, "en", { zone: "America/New_York" })).toBe("Thu, Dec 10, 10:00 am EST");
});

it("the same moment is told in the client's own zone", () => {
  expect(clientDate(hearing, "en", { zone: "America/Los_Angeles" })).toBe("Thu, Dec 10, 7:00 am PST");
});

it("in Spanish the day is told in Spanish", () => {
  expect(clientDate(hearing, "es", { zone: "America/New_York", dayOnly: true })).toMatch(/^jue/);
});
