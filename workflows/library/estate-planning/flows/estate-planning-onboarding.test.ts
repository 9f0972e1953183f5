import { describe, expect, it } from "vitest";
import { lived, problemsWhenPublished, shipped } from "../../../../domain/library/imagined.ts";

const flow = shipped("estate-planning-onboarding");
const ngozi = { id: "ngozi", firstName: "Ngozi", lastName: "Okafor", name: "Ngozi Okafor", email: "ngozi@okafor.example" };
const chidi = { id: "chidi", firstName: "Chidi", lastName: "Okafor", name: "Chidi Okafor", email: "chidi@okafor.example" };
const okafors = {
  contact: ngozi,
  people: { client: [ngozi], spouse: [chidi] },
  matter: {
    id: "m1",
    caseType: "estate-planning",
    stage: "hired",
    title: "Okafor: estate planning",
    planFor: "couple",
    minorChildren: true,
  },
};
const monday = "2026-11-02T15:00:00Z";
const what = (story: string[], step: string) => story.filter((line) => line.includes(` ${step} `));

describe("Estate planning: onboarding", () => {
  it("can be published", () => {
    expect(problemsWhenPublished(flow)).toEqual([]);
  });

  it("brings a couple that does everything from the conflict check to the signing", () => {
    const { outcome, story } = lived(flow, okafors, monday, "everything");
    expect(story).toEqual([
      "Nov 2 10:00 conflict entered",
      "Nov 2 10:00 conflict created",
      "Nov 2 10:00 conflict waiting",
      "Nov 3 10:00 conflict completed",
      "Nov 3 10:00 isClear branched, to agreements",
      "Nov 3 10:00 agreements entered",
      "Nov 3 10:00 couple branched, to agreementSpouse",
      "Nov 3 10:00 agreement made",
      "Nov 3 10:00 agreementSpouse made",
      "Nov 3 10:00 sign requested ngozi, until Nov 17 10:00",
      "Nov 3 10:00 signSpouse requested chidi, until Nov 17 10:00",
      "Nov 4 10:00 sign completed ngozi",
      "Nov 4 10:00 signSpouse completed chidi",
      "Nov 4 10:00 signed joined",
      "Nov 4 10:00 assets requested ngozi, until Nov 25 10:00",
      "Nov 4 10:00 assets requested chidi, until Nov 25 10:00",
      "Nov 5 10:00 assets completed ngozi",
      "Nov 5 10:00 assets completed chidi",
      "Nov 5 10:00 children branched, to guardian",
      "Nov 5 10:00 guardian sent ngozi",
      "Nov 5 10:00 guardian sent chidi",
      "Nov 5 10:00 toDesign stageMoved",
      "Nov 5 10:00 design requested ngozi, until Nov 26 10:00",
      "Nov 6 10:00 design completed ngozi",
      "Nov 6 10:00 designHeld waiting, until Jan 5 10:00",
      "Nov 13 11:00 designHeld woke",
      "Nov 13 11:00 draft created",
      "Nov 13 11:00 draft waiting",
      "Nov 14 11:00 draft completed",
      "Nov 14 11:00 toSigning stageMoved",
      "Nov 14 11:00 planSigning created",
      "Nov 14 11:00 signingHeld waiting, until Feb 12 11:00",
      "Nov 15 11:00 goal, to toFunding, Plan signed",
      "Nov 15 11:00 toFunding stageMoved",
      "Nov 15 11:00 done ended, as completed",
    ]);
    expect(outcome).toBe("completed");
  });

  it("has each spouse sign an agreement of their own: one who does not is reminded, then staff talk with them, and the flow waits", () => {
    const { story } = lived(flow, okafors, monday, "half");
    expect(what(story, "sign").slice(1)).toEqual(["Nov 6 10:00 sign reminded ngozi", "Nov 7 10:00 sign completed ngozi"]);
    expect(what(story, "signSpouse").slice(1)).toEqual([
      "Nov 6 10:00 signSpouse reminded chidi",
      "Nov 10 10:00 signSpouse reminded chidi",
      "Nov 13 10:00 signSpouse reminded chidi",
      "Nov 17 10:00 signSpouse gaveUp",
    ]);
    expect(what(story, "talkSpouse").at(-1)).toBe("Nov 18 10:00 talkSpouse completed");
    expect(story[story.indexOf("Nov 18 10:00 signed joined") + 1]).toBe("Nov 18 10:00 assets requested ngozi, until Dec 9 10:00");
  });

  it("has staff talk at once with somebody who declines to sign", () => {
    const no = { at: "2026-11-03T18:00:00Z", event: "document.declined", data: { template: "ep-agreement", step: "sign" } };
    const { story } = lived(flow, okafors, monday, "nothing", { happenings: [no] });
    expect(what(story, "talkClient")[0]).toBe("Nov 3 13:00 talkClient created");
  });

  it("reminds a couple that does nothing after 3, 7 and 12 days, gives up after 21 and has staff call", () => {
    const { story } = lived(flow, okafors, monday, "nothing");
    expect(what(story, "assets")).toEqual([
      "Nov 18 10:00 assets requested ngozi, until Dec 9 10:00",
      "Nov 18 10:00 assets requested chidi, until Dec 9 10:00",
      "Nov 21 10:00 assets reminded ngozi",
      "Nov 21 10:00 assets reminded chidi",
      "Nov 25 10:00 assets reminded ngozi",
      "Nov 25 10:00 assets reminded chidi",
      "Nov 30 10:00 assets reminded ngozi",
      "Nov 30 10:00 assets reminded chidi",
      "Dec 9 10:00 assets gaveUp",
    ]);
    expect(what(story, "callAboutForm")[0]).toBe("Dec 9 10:00 callAboutForm created");
  });

  it("stops reminding the one who has answered, while the other is chased", () => {
    const { story } = lived(flow, okafors, monday, "half");
    expect(what(story, "assets").slice(2)).toEqual([
      "Nov 21 10:00 assets reminded ngozi",
      "Nov 21 10:00 assets reminded chidi",
      "Nov 22 10:00 assets completed ngozi",
      "Nov 25 10:00 assets reminded chidi",
      "Nov 30 10:00 assets reminded chidi",
      "Dec 9 10:00 assets gaveUp",
    ]);
  });

  it("makes one agreement for somebody who plans alone", () => {
    const alone = { contact: ngozi, people: { client: [ngozi] }, matter: { ...okafors.matter, planFor: "one" } };
    const { story } = lived(flow, alone, monday, "everything");
    expect(story.filter((line) => line.endsWith(" made"))).toEqual(["Nov 3 10:00 agreement made"]);
  });

  it("sends no agreement where the check finds a conflict", () => {
    const found = { at: "2026-11-02T18:00:00Z", event: "task.completed", data: { step: "conflict", outcome: "conflict" } };
    const { outcome, story } = lived(flow, okafors, monday, "everything", { happenings: [found] });
    expect(story.filter((line) => / (sent|requested|made)/.test(line))).toEqual([]);
    expect(outcome).toBe("conflict");
  });
});
