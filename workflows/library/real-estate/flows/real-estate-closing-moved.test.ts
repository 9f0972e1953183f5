import { describe, expect, it } from "vitest";
import { lived, problemsWhenPublished, shipped } from "../../../../domain/library/imagined.ts";

const flow = shipped("real-estate-closing-moved");
const anne = { id: "anne", firstName: "Anne", email: "anne@lindqvist.example" };
const facts = {
  contact: anne,
  matter: { id: "m1", caseType: "real-estate", stage: "contract" },
  occasion: { id: "o1", kind: "closing", at: "2026-12-18T15:00:00Z" },
};

describe("Real estate: the closing has moved", () => {
  it("can be published", () => {
    expect(problemsWhenPublished(flow)).toEqual([]);
  });

  for (const behaviour of ["everything", "half", "nothing"] as const)
    it(`tells the new day at once, whoever does ${behaviour}`, () => {
      expect(lived(flow, facts, "2026-11-16T15:00:00Z", behaviour).story).toEqual([
        "Nov 16 10:00 tell entered",
        "Nov 16 10:00 tell sent anne",
        "Nov 16 10:00 done ended, as completed",
      ]);
    });

  it("does so each time it moves", () => {
    expect(flow.enrol.again).toBe("always");
  });
});
