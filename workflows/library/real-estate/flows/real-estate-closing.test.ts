import { describe, expect, it } from "vitest";
import { lived, problemsWhenPublished, shipped } from "../../../../domain/library/imagined.ts";

const flow = shipped("real-estate-closing");
const anne = { id: "anne", firstName: "Anne", email: "anne@lindqvist.example" };
const facts = {
  contact: anne,
  people: { client: [anne] },
  matter: { id: "m1", caseType: "real-estate", stage: "contract", side: "seller" },
  occasion: { id: "o1", kind: "closing", at: "2026-12-18T15:00:00Z", state: "planned" },
};
const start = "2026-11-16T15:00:00Z";
const done = (story: string[]) => story.filter((line) => / (sent|created)/.test(line)).map((line) => line.replace(" sent anne", ""));

describe("Real estate closing", () => {
  it("can be published", () => {
    expect(problemsWhenPublished(flow)).toEqual([]);
  });

  for (const behaviour of ["everything", "half", "nothing"] as const)
    it(`writes 14, 7, 3 and 1 days before, 1 and 30 after, and warns 5 and 1 business days before, whoever does ${behaviour}`, () => {
      expect(done(lived(flow, facts, start, behaviour).story)).toEqual([
        "Nov 16 10:00 tellDate",
        "Dec 4 10:00 letter14",
        "Dec 11 10:00 letter7",
        "Dec 11 10:00 warn5",
        "Dec 15 10:00 letter3",
        "Dec 17 10:00 letter1",
        "Dec 17 10:00 warn1",
        "Dec 19 10:00 thanks",
        "Dec 19 10:00 recorded created",
        "Jan 17 10:00 month",
        "Jan 17 10:00 deedTask created",
      ]);
    });

  it("turns what is overdue into tasks when the closing moves earlier", () => {
    const { story } = lived(flow, facts, start, "nothing", {
      happenings: [{ at: "2026-12-05T15:00:00Z", set: { "occasion.at": "2026-12-09T15:00:00Z" } }],
    });
    expect(done(story).slice(2, 5)).toEqual(["Dec 5 10:00 over7 created", "Dec 5 10:00 overWarn5 created", "Dec 6 10:00 letter3"]);
    expect(story).toContain("Dec 5 10:00 day7 replanned, The date moved into the past.");
  });

  it("follows a closing that slips by a week", () => {
    const { story } = lived(flow, facts, start, "nothing", {
      happenings: [{ at: "2026-12-05T15:00:00Z", set: { "occasion.at": "2026-12-25T15:00:00Z" } }],
    });
    expect(story).toContain("Dec 5 10:00 day7 replanned, until Dec 18 10:00");
  });
});
