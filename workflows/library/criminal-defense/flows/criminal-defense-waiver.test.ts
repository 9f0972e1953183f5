import { describe, expect, it } from "vitest";
import { lived, problemsWhenPublished, shipped } from "../../../../domain/library/imagined.ts";

const flow = shipped("criminal-defense-waiver");
const facts = {
  contact: { id: "luis", firstName: "Luis", email: "luis@pena.example" },
  matter: { id: "m1", caseType: "criminal-defense", stage: "hearings" },
  occasion: { id: "o1", kind: "hearing", at: "2026-12-03T14:30:00Z", state: "planned", waiverAsked: true },
};
const start = "2026-11-16T15:00:00Z";
const said = (outcome: string) => ({
  happenings: [{ at: "2026-11-17T15:00:00Z", event: "task.completed", data: { step: "confirm", outcome } }],
  staff: null,
});

describe("Criminal defense: waiver of appearance", () => {
  it("can be published", () => {
    expect(problemsWhenPublished(flow)).toEqual([]);
  });

  it("waives only after a lawyer has confirmed", () => {
    expect(lived(flow, facts, start, "everything", said("confirmed")).story).toEqual([
      "Nov 16 10:00 confirm entered",
      "Nov 16 10:00 confirm created",
      "Nov 16 10:00 confirm waiting",
      "Nov 17 10:00 confirm completed",
      "Nov 17 10:00 isConfirmed branched, to waived",
      "Nov 17 10:00 waived updated",
      "Nov 17 10:00 done ended, as waived",
    ]);
  });

  it("changes nothing when the lawyer says otherwise", () => {
    expect(lived(flow, facts, start, "half", said("refused")).outcome).toBe("must-come");
  });

  it("changes nothing while the lawyer has said nothing", () => {
    const { outcome, story } = lived(flow, facts, start, "nothing", { staff: null });
    expect(outcome).toBe("running");
    expect(story.at(-1)).toBe("Nov 16 10:00 confirm waiting");
  });
});
