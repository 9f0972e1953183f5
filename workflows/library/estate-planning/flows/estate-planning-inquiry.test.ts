import { describe, expect, it } from "vitest";
import { lived, problemsWhenPublished, shipped } from "../../../../domain/library/imagined.ts";
import type { Happening } from "../../../../engine/simulate/index.ts";

const flow = shipped("estate-planning-inquiry");
const lead = {
  contact: { id: "client", firstName: "Helen", name: "Helen Brandt", email: "helen@brandt.example" },
  matter: { id: "m1", caseType: "estate-planning", stage: "new", title: "Brandt: estate planning" },
};
/** A Friday afternoon: what takes business hours goes over the weekend. */
const friday = "2026-11-20T21:50:00Z";

describe("Estate planning: inquiry", () => {
  it("can be published", () => {
    expect(problemsWhenPublished(flow)).toEqual([]);
  });

  it("answers within the minute, and asks staff to call in 15 business minutes", () => {
    const { story } = lived(flow, lead, friday, "nothing");
    expect(story.filter((line) => line.startsWith("Nov 20 16:50"))).toEqual([
      "Nov 20 16:50 callTask entered",
      "Nov 20 16:50 callTask created",
      "Nov 20 16:50 consultation entered, to firstTime",
      "Nov 20 16:50 firstTime branched, to offer",
      "Nov 20 16:50 offer requested, until Dec 4 16:50",
    ]);
    expect(flow.steps["callTask"]).toMatchObject({ due: "PT15M", businessDays: true });
  });

  it("leads whoever does everything to a first talk and a decision", () => {
    const { outcome, story } = lived(flow, lead, friday, "everything");
    expect(story.slice(5)).toEqual([
      "Nov 21 16:50 offer completed",
      "Nov 21 16:50 toConsultation stageMoved",
      "Nov 21 16:50 came waiting, until Jan 5 16:50",
      "Nov 30 11:00 came woke",
      "Nov 30 11:00 held updated",
      "Nov 30 11:00 consultation branched, to wasItHeld",
      "Nov 30 11:00 wasItHeld branched, to decide",
      "Nov 30 11:00 decide created",
      "Nov 30 11:00 decide waiting",
      "Dec 1 11:00 decide completed",
      "Dec 1 11:00 talked ended, as talked",
    ]);
    expect(outcome).toBe("talked");
  });

  it("reminds whoever does nothing twice, calls once more and keeps them for later", () => {
    const { outcome, story } = lived(flow, lead, friday, "nothing");
    expect(story.slice(5)).toEqual([
      "Nov 22 16:50 offer reminded",
      "Nov 25 16:50 offer reminded",
      "Dec 4 16:50 offer gaveUp",
      "Dec 4 16:50 gaveUp updated",
      "Dec 4 16:50 consultation branched, to wasItHeld",
      "Dec 4 16:50 wasItHeld branched, to lastCall",
      "Dec 4 16:50 lastCall created",
      "Dec 4 16:50 lastCall waiting",
      "Dec 5 16:50 lastCall completed",
      "Dec 5 16:50 toLater stageMoved",
      "Dec 5 16:50 notReady ended, as not-ready",
    ]);
    expect(outcome).toBe("not-ready");
  });

  it("gets whoever does half of it to a first talk after a reminder", () => {
    const { story } = lived(flow, lead, friday, "half");
    expect(story.slice(5, 8)).toEqual([
      "Nov 22 16:50 offer reminded",
      "Nov 24 16:50 offer completed",
      "Nov 24 16:50 toConsultation stageMoved",
    ]);
  });

  it("offers a missed talk again twice, and no more", () => {
    const missed = (at: string): Happening[] => [
      { at: `${at}T15:00:00Z`, event: "occasion.planned", data: { kind: "appointment", type: "ep-consultation", at: `${at}T16:00:00Z` } },
      { at: `${at}T17:00:00Z`, event: "occasion.missed", data: { kind: "appointment", type: "ep-consultation" } },
    ];
    const { outcome, story } = lived(flow, lead, friday, "nothing", {
      happenings: [...missed("2026-11-23"), ...missed("2026-11-30"), ...missed("2026-12-07")],
    });
    const asked = story.filter((line) => / requested/.test(line));
    expect(asked).toEqual([
      "Nov 20 16:50 offer requested, until Dec 4 16:50",
      "Nov 23 12:00 offerAgain requested, until Dec 3 12:00",
      "Nov 30 12:00 offerAgain#2 requested, until Dec 10 12:00",
    ]);
    expect(story).toContain("Dec 7 12:00 wasItHeld branched, to lastCall");
    expect(outcome).toBe("not-ready");
  });

  it("ends as soon as the matter is hired", () => {
    const hired: Happening[] = [{ at: "2026-11-21T15:00:00Z", set: { "matter.stage": "hired" } }];
    expect(lived(flow, lead, friday, "nothing", { happenings: hired }).outcome).toBe("goal");
  });
});
