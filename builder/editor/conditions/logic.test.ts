import { describe, expect, it } from "vitest";
import { checkCondition, evaluate } from "../../../engine/conditions/index.ts";
import { fromLogic, type Group, OPERATORS, type Rule, settled, toLogic } from "./logic.ts";

const field = { var: "matter.stage" };

describe("a condition", () => {
  it.each([
    {},
    { "==": [field, "hired"] },
    { in: [field, ["lost", "closed"]] },
    { "!": [{ in: [field, ["lost"]] }] },
    {
      and: [{ "==": [field, "hired"] }, { or: [{ contains: [{ var: "contact.tags" }, "vip"] }, { isEmpty: [{ var: "contact.email" }] }] }],
    },
    { "!": [{ isEmpty: [{ var: "matter.courtDate" }] }] },
    { "<=": [{ daysUntil: [{ var: "matter.closingDate" }] }, 7] },
    { "!": [{ or: [{ "==": [field, "a"] }, { "==": [field, "b"] }] }] },
  ])("comes back from the builder as it went in: %j", (logic) => {
    const group = fromLogic(logic);
    expect(group && toLogic(group)).toEqual(logic);
  });

  it.each([[{ "==": [{ "+": [1, 2] }, 3] }], [{ some: [{ var: "contact.tags" }, { "==": [{ var: "" }, "a"] }] }], [{ if: [true, 1, 2] }]])(
    "that no control can say is left to be written by hand: %j",
    (logic) => {
      expect(fromLogic(logic)).toBeNull();
    },
  );

  it("takes the shorter ways of writing too", () => {
    expect(fromLogic({ "!": { isEmpty: { var: "contact.email" } } })).toEqual({
      combinator: "and",
      rules: [{ field: "contact.email", operator: "notEmpty", value: null }],
    });
  });

  it("made by the builder is one the engine takes, whatever the operator", () => {
    for (const operator of OPERATORS) {
      const value = operator === "in" || operator === "notIn" ? ["a"] : operator.startsWith("days") ? 3 : "a";
      const group: Group = { combinator: "and", rules: [{ field: "matter.stage", operator, value }] };
      expect(checkCondition(toLogic(group), { roots: new Set(["matter"]) })).toEqual([]);
    }
  });

  it("keeps no value that its operator cannot have: days are no date, several are no one", () => {
    const types: Record<string, string> = { "matter.closingDate": "date", "matter.stage": "text" };
    const fitted = (rule: Rule) => settled({ combinator: "and", rules: [rule] }, (field) => types[field]);
    const days = { field: "matter.closingDate", operator: "<", value: 7 };
    expect(toLogic(fitted(days))).toEqual({});
    expect(toLogic(fitted({ ...days, value: "2027-03-01" }))).toEqual({ "<": [{ var: "matter.closingDate" }, "2027-03-01"] });
    expect(fitted({ ...days, operator: "daysUntil<=", value: "2027-03-01" }).rules).toMatchObject([{ value: 0 }]);
    expect(fitted({ field: "matter.stage", operator: "==", value: ["hired", "lost"] }).rules).toMatchObject([{ value: "hired" }]);
  });

  it("without a field chosen yet is true", () => {
    expect(toLogic({ combinator: "and", rules: [{ field: "", operator: "==", value: "" }] })).toEqual({});
  });

  it("means the same after a round through the builder", () => {
    const logic = { and: [{ "!=": [field, "lost"] }, { ">=": [{ var: "matter.value" }, 1000] }] };
    const back = toLogic(fromLogic(logic) ?? { combinator: "and", rules: [] });
    const facts = { matter: { stage: "hired", value: 2000 }, firm: { zone: "UTC" } };
    const evaluated = (condition: Record<string, unknown>) => evaluate(condition, facts, "2026-01-05T15:00:00.000Z", "UTC");
    expect([evaluated(back), evaluated(logic)]).toEqual([true, true]);
  });
});
