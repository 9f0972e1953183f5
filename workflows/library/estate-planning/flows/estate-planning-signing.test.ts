import { describe, expect, it } from "vitest";
import { lived, problemsWhenPublished, shipped } from "../../../../domain/library/imagined.ts";

const flow = shipped("estate-planning-signing");
const ngozi = { id: "ngozi", firstName: "Ngozi", email: "ngozi@okafor.example" };
const chidi = { id: "chidi", firstName: "Chidi", email: "chidi@okafor.example" };
const facts = {
  contact: ngozi,
  people: { client: [ngozi], spouse: [chidi] },
  matter: { id: "m1", caseType: "estate-planning", stage: "signing" },
  occasion: { id: "o1", kind: "signing", at: "2026-12-04T19:00:00Z", state: "planned" },
};
const start = "2026-11-16T15:00:00Z";

describe("Estate planning: signing day", () => {
  it("can be published", () => {
    expect(problemsWhenPublished(flow)).toEqual([]);
  });

  for (const behaviour of ["everything", "half", "nothing"] as const)
    it(`tells both spouses the day and what to bring, whether they do ${behaviour} otherwise`, () => {
      expect(lived(flow, facts, start, behaviour).story).toEqual([
        "Nov 16 10:00 tellDate entered",
        "Nov 16 10:00 tellDate sent ngozi",
        "Nov 16 10:00 tellDate sent chidi",
        "Nov 16 10:00 before3 waiting, until Dec 1 10:00",
        "Dec 1 10:00 before3 woke",
        "Dec 1 10:00 bring sent ngozi",
        "Dec 1 10:00 bring sent chidi",
        "Dec 1 10:00 before1 waiting, until Dec 3 10:00",
        "Dec 3 10:00 before1 woke",
        "Dec 3 10:00 ready created",
        "Dec 3 10:00 after waiting, until Dec 4 16:00",
        "Dec 4 16:00 after woke",
        "Dec 4 16:00 wasSigned created",
        "Dec 4 16:00 done ended, as completed",
      ]);
    });

  it("tells the new day when it moves, and reminds before that one", () => {
    const { story } = lived(flow, facts, start, "nothing", {
      happenings: [{ at: "2026-12-02T15:00:00Z", set: { "occasion.at": "2026-12-11T19:00:00Z", "occasion.state": "moved" } }],
    });
    expect(story.slice(story.findIndex((line) => line.startsWith("Dec 2 10:00"))).slice(0, 6)).toEqual([
      "Dec 2 10:00 before1 replanned, until Dec 10 10:00",
      "Dec 2 10:00 goal, to tellMoved, Signing moved",
      "Dec 2 10:00 tellMoved sent ngozi",
      "Dec 2 10:00 tellMoved sent chidi",
      "Dec 2 10:00 before3#2 waiting, until Dec 8 10:00",
      "Dec 8 10:00 before3#2 woke",
    ]);
  });

  it("says nothing more once it is cancelled", () => {
    const { outcome, story } = lived(flow, facts, start, "nothing", {
      happenings: [{ at: "2026-11-20T15:00:00Z", set: { "occasion.state": "cancelled" } }],
    });
    expect(outcome).toBe("exited");
    expect(story.filter((line) => line.includes(" sent "))).toHaveLength(2);
  });
});
