import { expect, it } from "vitest";
import { deepOf, fieldKeyOf, keyOf } from "./firm.ts";

it("a brand's deeper shade is darker and six digits", () => {
  expect(deepOf("#1B4636")).toBe("#123025");
  expect(deepOf("green")).toBe("green");
});
it("names become keys that conditions may name", () => {
  expect(keyOf("  1. Estate planning & Trusts ")).toBe("estate-planning-trusts");
  expect(fieldKeyOf("Closing date")).toBe("closingDate");
  expect(fieldKeyOf("¿Peña?")).toBe("pena");
});
