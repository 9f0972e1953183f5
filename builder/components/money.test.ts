import { expect, it } from "vitest";
import { formatMoney } from "./money.ts";

it("whole amounts have no cents, others have two", () => {
  expect(formatMoney(320_000)).toBe("$3,200");
  expect(formatMoney(185_050)).toBe("$1,850.50");
});
