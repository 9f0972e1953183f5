import { describe, expect, it } from "vitest";
import { imaginedFirm, lived, problemsWhenPublished, shipped } from "../../../../domain/library/imagined.ts";
import { library } from "../../../../domain/library/packages.ts";
import { enrols, type Facts, mayEnter, type RunEvent } from "../../../../engine/run/index.ts";

const flow = shipped("estate-planning-nurture");
const karen = {
  contact: { id: "client", firstName: "Karen", email: "karen@doyle.example", zone: "America/New_York", consent: { email: true } },
  matter: { id: "m1", caseType: "estate-planning", stage: "later", worry: "children" },
};
const friday = "2026-01-30T15:30:00Z";
const sent = (story: string[]) => story.filter((line) => line.endsWith(" sent"));
const leaves = (happening: object) =>
  lived(flow, karen, friday, "nothing", { happenings: [{ at: "2026-02-20T15:00:00Z", ...happening } as never] });

describe("Nurture, estate planning, twelve months", () => {
  it("can be published", () => {
    expect(problemsWhenPublished(flow)).toEqual([]);
  });

  for (const behaviour of ["nothing", "half", "everything"] as const)
    it(`writes on days 0, 1, 3, 7 and 14 and then monthly, Tuesday to Friday at ten local time across both clock changes, to one who does ${behaviour} but leave`, () => {
      const { outcome, story } = lived(flow, karen, friday, behaviour);
      expect(sent(story)).toEqual([
        "Jan 30 10:30 childrenDay0 sent",
        "Feb 3 10:00 childrenDay1 sent",
        "Feb 5 10:00 childrenDay3 sent",
        "Feb 10 10:00 childrenDay7 sent",
        "Feb 17 10:00 childrenDay14 sent",
        "Mar 3 10:00 childrenMonth1 sent",
        "Mar 31 10:00 childrenMonth2 sent",
        "Apr 30 10:00 childrenMonth3 sent",
        "Jun 2 10:00 childrenMonth4 sent",
        "Jun 30 10:00 childrenMonth5 sent",
        "Jul 30 10:00 childrenMonth6 sent",
        "Sep 1 10:00 childrenMonth7 sent",
        "Sep 30 10:00 childrenMonth8 sent",
        "Oct 30 10:00 childrenMonth9 sent",
        "Dec 1 10:00 childrenMonth10 sent",
        "Dec 30 10:00 childrenMonth11 sent",
        "Feb 2 10:00 childrenMonth12 sent",
      ]);
      expect(outcome).toBe("completed");
    });

  it.each([
    ["booking", { event: "occasion.planned", data: { kind: "appointment" } }, "goal"],
    ["hiring", { set: { "matter.stage": "hired" } }, "goal"],
    ["a reply", { event: "contact.replied", data: { message: "Yes" } }, "exited"],
    ["a call logged", { event: "call.logged", data: { outcome: "reached" } }, "exited"],
    ["unsubscribing", { set: { "contact.consent.email": false } }, "exited"],
    ["bouncing", { event: "message.bounced", data: { kind: "hard" } }, "exited"],
    ["being lost", { set: { "matter.stage": "lost" } }, "exited"],
    ["a hold", { set: { "contact.onHold": true } }, "exited"],
    ["a conflict", { set: { "contact.tags": ["conflict"] } }, "exited"],
  ])("is left on %s", (_why, happening, outcome) => {
    const left = leaves(happening);
    expect(left.outcome).toBe(outcome);
    expect(sent(left.story)).toHaveLength(5);
  });

  it("asks again in six months where that was the wish, once", () => {
    const asked = [
      { at: "2026-02-20T14:59:00Z", set: { "matter.askAgain": "six-months" } },
      { at: "2026-02-20T15:00:00Z", event: "form.submitted", data: { form: "ep-ask-again" } },
    ];
    const { outcome, story } = lived(flow, karen, friday, "nothing", { happenings: asked });
    expect(sent(story).slice(5)).toEqual(["Aug 20 10:00 childrenAgain sent"]);
    expect(outcome).toBe("asked-again");
  });

  it("writes other letters, from the first to the last, to one whose worry is the children than to one whose worry is the house", () => {
    const home = { ...karen, matter: { ...karen.matter, worry: "home" } };
    const steps = (facts: typeof karen) => sent(lived(flow, facts, friday, "nothing").story).map((line) => line.split(" ").at(-2) ?? "");
    const letters = (ids: string[]) => ids.map((id) => (flow.steps[id] as { template: string }).template);
    const [children, house] = [letters(steps(karen)), letters(steps(home))];
    expect(children).toHaveLength(17);
    expect(house.map((key) => key.replace("-home-", "-children-"))).toEqual(children);
    expect(children.filter((key) => house.includes(key))).toEqual([]);
    const bodyOf = (key: string, language: "en" | "es") => JSON.stringify(library().mails.get(key)?.variants[language]?.body);
    for (const [index, key] of children.entries())
      for (const language of ["en", "es"] as const) {
        expect(bodyOf(key, language), key).not.toBe(bodyOf(house[index] ?? "", language));
        expect(bodyOf(key, language), key).not.toContain("matter.worry");
      }
  });

  it.each([
    ["one who wants to wait", {}, true],
    ["one whose worry we don’t know", { worry: undefined }, true],
    ["a conflict", { tags: ["conflict"] }, false],
    ["somebody who never agreed to letters", { consent: {} }, false],
    ["an address that does not work", { suppressed: true }, false],
    ["another case type", { caseType: "real-estate" }, false],
  ])("begins for %s as it should, and never otherwise", (_who, { worry, caseType, ...contact }: Record<string, unknown>, enters) => {
    const matter = { ...karen.matter, ...(worry === undefined ? {} : { worry }), ...(caseType ? { caseType } : {}) };
    const facts = { ...karen, contact: { ...karen.contact, ...contact }, matter, firm: imaginedFirm } as unknown as Facts;
    const moved = { id: "e1", type: "matter.stageChanged", at: friday, data: { from: "consultation", to: "later" } } as unknown as RunEvent;
    expect(enrols(flow, moved, facts, friday)).toBe(enters);
    expect(mayEnter(flow, facts, friday)).toBe(enters);
  });

  it.each(["declined", "lost"])(
    "never begins for a case that was %s: not by its stage, not by hand, and not for one that is moved there at once",
    (stage) => {
      const facts = { ...karen, matter: { ...karen.matter, stage }, firm: imaginedFirm } as unknown as Facts;
      for (const to of [stage, "later"]) {
        const moved = { id: "e1", type: "matter.stageChanged", at: friday, data: { from: "later", to } } as unknown as RunEvent;
        expect(enrols(flow, moved, facts, friday)).toBe(false);
      }
      expect(mayEnter(flow, facts, friday)).toBe(false);
      expect(lived(flow, facts, friday, "nothing").story.filter((line) => line.endsWith(" sent"))).toEqual([]);
    },
  );
});
