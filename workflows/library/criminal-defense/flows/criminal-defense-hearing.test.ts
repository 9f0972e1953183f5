import { describe, expect, it } from "vitest";
import { lived, problemsWhenPublished, shipped } from "../../../../domain/library/imagined.ts";

const flow = shipped("criminal-defense-hearing");
const luis = { id: "luis", firstName: "Luis", email: "luis@pena.example" };
const facts = {
  contact: { id: "marta", firstName: "Marta", email: "marta@pena.example" },
  people: { caller: [{ id: "marta", email: "marta@pena.example" }], client: [luis] },
  matter: { id: "m1", caseType: "criminal-defense", stage: "hearings" },
  occasion: { id: "o1", kind: "hearing", at: "2026-12-03T14:30:00Z", state: "planned" },
};
const start = "2026-11-16T15:00:00Z";
const sent = (story: string[]) => story.filter((line) => line.includes(" sent "));

describe("Criminal defense: hearing reminders", () => {
  it("can be published", () => {
    expect(problemsWhenPublished(flow)).toEqual([]);
  });

  for (const behaviour of ["everything", "half", "nothing"] as const)
    it(`reminds the client alone, 7, 3 and 1 days before and at eight on the day, then asks staff, whoever does ${behaviour}`, () => {
      const { story } = lived(flow, facts, start, behaviour);
      expect(sent(story)).toEqual([
        "Nov 16 10:00 tellDate sent luis",
        "Nov 26 10:00 remind7 sent luis",
        "Nov 30 10:00 remind3 sent luis",
        "Dec 2 10:00 remind1 sent luis",
        "Dec 3 08:00 remindToday sent luis",
      ]);
      expect(story).toContain("Dec 3 11:30 outcome created");
    });

  it("tells the new date when it moves, and reminds before that one", () => {
    const { story } = lived(flow, facts, start, "nothing", {
      happenings: [{ at: "2026-11-28T15:00:00Z", set: { "occasion.at": "2026-12-10T14:30:00Z" } }],
    });
    expect(story).toContain("Nov 28 10:00 before3 replanned, until Dec 7 10:00");
    expect(sent(story).slice(2)).toEqual([
      "Nov 28 10:00 tellMoved sent luis",
      "Dec 3 10:00 remind7#2 sent luis",
      "Dec 7 10:00 remind3 sent luis",
      "Dec 9 10:00 remind1 sent luis",
      "Dec 10 08:00 remindToday sent luis",
    ]);
  });

  it("ends when it is cancelled", () => {
    const { outcome, story } = lived(flow, facts, start, "nothing", {
      happenings: [{ at: "2026-11-28T15:00:00Z", set: { "occasion.state": "cancelled" } }],
    });
    expect({ outcome, mails: sent(story).length }).toEqual({ outcome: "exited", mails: 2 });
  });

  it("says not to come, and reminds no more, once the appearance is waived", () => {
    const { story } = lived(flow, facts, start, "nothing", {
      happenings: [{ at: "2026-11-28T15:00:00Z", set: { "occasion.waived": true } }],
    });
    expect(sent(story).slice(2)).toEqual(["Nov 28 10:00 tellWaived sent luis"]);
    expect(story).toContain("Dec 3 11:30 outcome created");
  });
});
