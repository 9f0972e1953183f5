import { describe, expect, it } from "vitest";
import { MOMENT_ROOTS, STANDING_ROOTS } from "./catalogue.ts";
import { checkCondition, pathsOf } from "./check.ts";
import { ALL_ROOTS } from "./index.ts";

const codes = (condition: unknown, scope = { roots: MOMENT_ROOTS as ReadonlySet<string> }) =>
  checkCondition(condition, scope).map((finding) => finding.code);
const reads = (path: string) => ({ "!!": [{ var: path }] });

describe("checkCondition", () => {
  it("finds nothing wrong with built-in and custom fields", () => {
    expect(codes({ and: [reads("contact.firstName"), reads("matter.anyCustom_field"), reads("steps.book.startsAt")] })).toEqual([]);
  });
  it("refuses paths that cannot exist", () => {
    for (const path of ["contact.constructor", "__proto__.x", "client.name", "firm.nothing", "contact", "", "matter..x", "a b"]) {
      expect(codes(reads(path))).toEqual(["unknownPath"]);
    }
  });
  it("goes on taking a field that is no longer offered", () => {
    expect(codes(reads("firm.city"))).toEqual([]);
  });
  it("refuses unknown operators and operators side by side", () => {
    expect(codes({ method: [1] })).toEqual(["unknownOperator"]);
    expect(codes({ constructor: [1] })).toEqual(["unknownOperator"]);
    expect(codes({ "==": [1, 1], "!=": [1, 2] })).toEqual(["badCondition"]);
    expect(codes({ "==": [1] })).toEqual(["badCondition"]);
  });
  it("lets standing questions read only what they are asked again for", () => {
    expect(codes(reads("firm.name"), { roots: STANDING_ROOTS })).toEqual(["unknownPath"]);
    expect(codes(reads("event.to"))).toEqual(["unknownPath"]);
  });
  it("knows what each event carries", () => {
    const scope = { roots: ALL_ROOTS, event: "matter.stageChanged" };
    expect(checkCondition(reads("event.to"), scope)).toEqual([]);
    expect(checkCondition(reads("event.template"), scope)[0]?.message).toContain("event.from, event.to");
  });
  it("refuses conditions nested beyond reading", () => {
    let deep: unknown = true;
    for (let i = 0; i < 50; i++) deep = { "!": [deep] };
    expect(codes(deep)).toEqual(["conditionTooBig"]);
  });
  it("lists the paths a condition reads", () => {
    expect(pathsOf({ or: [reads("contact.tags"), { "<": [{ daysUntil: { var: "matter.courtDate" } }, 3] }] })).toEqual([
      "contact.tags",
      "matter.courtDate",
    ]);
  });
});
