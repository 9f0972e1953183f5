import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compute, evaluate } from "./evaluate.ts";

const NOW = "2026-03-10T02:00:00Z";
const ZONE = "America/New_York"; // there it is still 9 March
const facts = {
  matter: { stage: "hired", value: 5000, courtDate: "2026-03-12", closingAt: "2026-03-10T01:30:00Z", tags: ["VIP"] },
  contact: { firstName: "Ada", email: "" },
};
const holds = (condition: Record<string, unknown>) => evaluate(condition, facts, NOW, ZONE);

describe("evaluate", () => {
  it("takes an empty condition as true", () => {
    expect(holds({})).toBe(true);
    expect(evaluate(undefined, facts, NOW, ZONE)).toBe(true);
  });
  it("reads facts by path", () => {
    expect(holds({ "==": [{ var: "matter.stage" }, "hired"] })).toBe(true);
    expect(holds({ in: [{ var: "matter.stage" }, ["lost", "closed"]] })).toBe(false);
  });
  it("counts days in the flow's zone", () => {
    expect(holds({ "==": [{ daysUntil: { var: "matter.courtDate" } }, 3] })).toBe(true);
    expect(holds({ "==": [{ daysSince: { var: "matter.closingAt" } }, 0] })).toBe(true);
  });
  it("finds nothing smaller or larger than a missing value", () => {
    expect(holds({ "<": [{ var: "matter.nothing" }, 5] })).toBe(false);
    expect(holds({ ">": [{ var: "matter.nothing" }, 5] })).toBe(false);
    expect(holds({ "<": [{ daysUntil: { var: "matter.nothing" } }, 5] })).toBe(false);
    expect(holds({ or: [{ ">": [{ var: "matter.nothing" }, 5] }, { ">": [{ var: "matter.value" }, 5] }] })).toBe(true);
  });
  it("knows what contains and what is empty", () => {
    expect(holds({ contains: [{ var: "matter.tags" }, "vip"] })).toBe(true);
    expect(holds({ contains: [{ var: "contact.firstName" }, "AD"] })).toBe(true);
    expect(holds({ isEmpty: { var: "contact.email" } })).toBe(true);
    expect(holds({ isEmpty: [{ var: "contact.firstName" }] })).toBe(false);
    expect(holds({ some: [{ var: "matter.tags" }, { "==": [{ var: "" }, "VIP"] }] })).toBe(true);
  });
  it("cannot reach prototypes", () => {
    for (const path of ["constructor", "contact.constructor.name", "__proto__.x", "contact.__proto__"]) {
      expect(holds({ "!!": [{ var: path }] })).toBe(false);
    }
  });
  it("holds a condition it cannot judge to be false, and never throws", () => {
    expect(holds({ shout: [1] })).toBe(false);
    expect(holds({ "/": [1, 0, "x"] })).toBe(false);
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (condition) => {
        expect(typeof evaluate(condition as Record<string, unknown>, facts, NOW, ZONE)).toBe("boolean");
      }),
    );
  });
  it("works out values", () => {
    expect(compute({ "+": [{ var: "matter.value" }, 1] }, facts, NOW, ZONE)).toBe(5001);
    expect(compute("plain", facts, NOW, ZONE)).toBe("plain");
  });
});
