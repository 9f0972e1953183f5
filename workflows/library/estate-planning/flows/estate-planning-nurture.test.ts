import { describe, expect, it } from "vitest";
import { lived, problemsWhenPublished, shipped } from "../../../../domain/library/imagined.ts";

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
        "Jan 30 10:30 day0 sent",
        "Feb 3 10:00 day1 sent",
        "Feb 5 10:00 day3 sent",
        "Feb 10 10:00 day7 sent",
        "Feb 17 10:00 day14 sent",
        "Mar 3 10:00 month1 sent",
        "Mar 31 10:00 month2 sent",
        "Apr 30 10:00 month3 sent",
        "Jun 2 10:00 month4 sent",
        "Jun 30 10:00 month5 sent",
        "Jul 30 10:00 month6 sent",
        "Sep 1 10:00 month7 sent",
        "Sep 30 10:00 month8 sent",
        "Oct 30 10:00 month9 sent",
        "Dec 1 10:00 month10 sent",
        "Dec 30 10:00 month11 sent",
        "Feb 2 10:00 month12 sent",
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
    expect(sent(story).slice(5)).toEqual(["Aug 20 10:00 again sent"]);
    expect(outcome).toBe("asked-again");
  });
});
