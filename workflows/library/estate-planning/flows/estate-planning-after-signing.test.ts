import { describe, expect, it } from "vitest";
import { lived, problemsWhenPublished, shipped } from "../../../../domain/library/imagined.ts";

const flow = shipped("estate-planning-after-signing");
const facts = {
  contact: { id: "client", firstName: "Ngozi", email: "ngozi@okafor.example" },
  matter: { id: "m1", caseType: "estate-planning", stage: "funding" },
};
const start = "2026-11-02T15:00:00Z";
const toClient = (story: string[]) => story.filter((line) => / (requested|reminded)/.test(line));

describe("Estate planning: funding checks and yearly review", () => {
  it("can be published", () => {
    expect(problemsWhenPublished(flow)).toEqual([]);
  });

  it("asks after 30, 60 and 90 days at ten, and every year after the signing, also when nothing comes back", () => {
    const { story } = lived(flow, facts, start, "nothing");
    expect(story.filter((line) => line.endsWith("created") || line.includes(" created"))).toEqual([
      "Dec 2 10:00 checkTask created",
      "Jan 1 10:00 checkTask#2 created",
      "Jan 31 10:00 checkTask#3 created",
    ]);
    expect(toClient(story)).toEqual([
      "Dec 2 10:00 ask requested, until Dec 16 10:00",
      "Dec 7 10:00 ask reminded",
      "Jan 1 10:00 ask#2 requested, until Jan 15 10:00",
      "Jan 6 10:00 ask#2 reminded",
      "Jan 31 10:00 ask#3 requested, until Feb 14 10:00",
      "Feb 5 10:00 ask#3 reminded",
      "Nov 2 10:00 review requested, until Dec 14 10:00",
      "Nov 9 10:00 review reminded",
      "Nov 23 10:00 review reminded",
      "Nov 2 10:00 review#2 requested, until Dec 14 10:00",
    ]);
  });

  it("reminds whoever does everything of nothing", () => {
    expect(lived(flow, facts, start, "everything").story.filter((line) => line.includes("reminded"))).toEqual([]);
  });

  it("goes on for whoever does half of it", () => {
    expect(toClient(lived(flow, facts, start, "half").story).length).toBeGreaterThan(4);
  });

  it("asks no more once everything is retitled", () => {
    const { story } = lived(flow, facts, start, "everything", {
      happenings: [{ at: "2026-12-10T15:00:00Z", set: { "matter.funded": true } }],
    });
    expect(story.filter((line) => / ask(#\d)? requested/.test(line))).toHaveLength(1);
    expect(story).toContain("Jan 1 10:00 noteFunded noted");
  });
});
