import { describe, expect, it } from "vitest";
import { exampleDefinition } from "../definition/example.ts";
import { aFlow, is } from "../run/testing/flow.ts";
import { lines } from "../run/testing/lines.ts";
import { type Script, simulate } from "./simulate.ts";

function script(more: Partial<Script> = {}): Script {
  return {
    start: "2026-01-05T15:00:00Z",
    firm: { zone: "America/New_York", holidays: ["2026-01-19"], postalAddress: "1 Main St" },
    facts: { contact: { firstName: "Ann", email: "ann@example.com", consent: { email: true } }, matter: { stage: "hired" } },
    until: "2028-01-01T00:00:00Z",
    ...more,
  };
}

/** Scripts give the contact no id: its lines are told like the client's. */
function story(definition: Parameters<typeof simulate>[0], more: Partial<Script> = {}): string[] {
  return lines(simulate(definition, script(more)).journal).map((line) => line.replace(/ contact(?=,|$)/, ""));
}

describe("simulate", () => {
  it("plays a client who answers late, is called, books, and is done", () => {
    expect(
      story(exampleDefinition(), {
        happenings: [
          { at: "2026-01-27T15:00:00Z", event: "task.completed", data: { title: "Call Ann" } },
          {
            at: "2026-02-02T15:00:00Z",
            event: "occasion.planned",
            data: { kind: "appointment", type: "ep-review", at: "2026-02-10T15:00:00Z" },
          },
        ],
      }),
    ).toEqual([
      "Jan 5 10:00 welcome entered",
      "Jan 5 10:00 welcome sent",
      "Jan 5 10:00 assets requested, until Jan 26 10:00",
      "Jan 8 10:00 assets reminded",
      "Jan 12 10:00 assets reminded",
      "Jan 17 10:00 assets reminded",
      "Jan 26 10:00 assets gaveUp",
      "Jan 26 10:00 callTask created",
      "Jan 26 10:00 callTask waiting",
      "Jan 27 10:00 callTask completed",
      "Jan 27 10:00 book requested, until Feb 17 10:00",
      "Feb 2 10:00 book completed",
      "Feb 2 10:00 done ended, as completed",
    ]);
  });

  it("says what became of it: an outcome and when", () => {
    const { outcome, endedAt } = simulate(
      exampleDefinition(),
      script({ happenings: [{ at: "2026-01-06T15:00:00Z", set: { "matter.stage": "lost" } }] }),
    );
    expect({ outcome, endedAt }).toEqual({ outcome: "exited", endedAt: "2026-01-06T15:00:00.000Z" });
    const goal = { at: "2026-01-06T15:00:00Z", event: "document.signed", data: { template: "engagement" } };
    expect(simulate(exampleDefinition(), script({ happenings: [goal] })).outcome).toBe("goal");
    expect(simulate(exampleDefinition(), script({ until: "2026-01-07T00:00:00Z" }))).toMatchObject({ outcome: "running", endedAt: null });
  });

  it("lets an effect fail for good where the script says so", () => {
    const flow = aFlow().email("hello", { onError: "call" }).wait("P1D").email("news").task("call").build();
    const failing = (at: string, fail: string) => simulate(flow, script({ happenings: [{ at, fail, reason: "No such mailbox." }] }));
    expect(failing("2026-01-01T00:00:00Z", "hello").journal.map((line) => line.what)).toEqual(["entered", "failed", "created", "ended"]);
    expect(failing("2026-01-05T16:00:00Z", "hello").outcome).toBe("completed");
    expect(failing("2026-01-05T16:00:00Z", "news")).toMatchObject({ outcome: "attention", endedAt: null });
  });

  it("pauses and resumes", () => {
    const flow = aFlow().wait("P1D").email("hello").build();
    expect(
      story(flow, {
        happenings: [
          { at: "2026-01-05T20:00:00Z", do: "pause" },
          { at: "2026-01-08T20:00:00Z", do: "resume" },
        ],
      }).slice(2),
    ).toEqual([
      "Jan 5 15:00 held, by staff, On hold.",
      "Jan 8 15:00 resumed, by staff",
      "Jan 8 15:00 wait0 woke",
      "Jan 8 15:00 hello sent",
      "Jan 8 15:00 done ended, as completed",
    ]);
  });

  it("knows what was set before the start, and hears no event from before it", () => {
    const flow = aFlow()
      .event("call", "call.logged", { timeout: "P1D", onTimeout: "which" })
      .branch("which", [{ when: is("matter.vip", true), next: "yes" }], "no")
      .end("yes", "vip")
      .end("no", "usual")
      .build();
    const happenings: Script["happenings"] = [
      { at: "2025-12-01T15:00:00Z", set: { "matter.vip": true } },
      { at: "2025-12-02T15:00:00Z", event: "call.logged" },
    ];
    expect(simulate(flow, script({ happenings })).outcome).toBe("vip");
  });

  it("reaches people whose address the script leaves out, not those whose address is empty", () => {
    const flow = aFlow().email("hello").build();
    expect(simulate(flow, script({ facts: { contact: { firstName: "Ann" } } })).outcome).toBe("completed");
    expect(simulate(flow, script({ facts: { matter: { stage: "hired" } } })).outcome).toBe("completed");
    expect(simulate(flow, script({ facts: { contact: { firstName: "Ann", email: "" } } })).outcome).toBe("attention");
  });

  it("chooses the arms of splits", () => {
    const flow = aFlow()
      .step("ab", {
        kind: "split",
        arms: [
          { weight: 1, next: "a" },
          { weight: 1, next: "b" },
        ],
      })
      .end("a", "a")
      .end("b", "b")
      .build();
    expect(simulate(flow, script({ split: { ab: 0 } })).outcome).toBe("a");
    expect(simulate(flow, script({ split: { ab: 1 } })).outcome).toBe("b");
  });

  it("tells the run of its own changes", () => {
    const flow = aFlow()
      .step("move", { kind: "moveStage", stage: "won" })
      .event("seen", "matter.stageChanged", { where: is("event.to", "won") })
      .build();
    expect(simulate(flow, script()).outcome).toBe("completed");
    const leaving = aFlow().step("move", { kind: "moveStage", stage: "lost" }).email("never").exitWhen(is("matter.stage", "lost")).build();
    expect(story(leaving).slice(1)).toEqual(["Jan 5 10:00 move stageMoved", "Jan 5 10:00 exited, gone", "Jan 5 10:00 ended, as exited"]);
  });

  it("asks people by their roles, and tells them apart by the contact an answer names", () => {
    const people = { client: { id: "ann", email: "a@x" }, spouse: { id: "bo", email: "b@x" } };
    const facts = { contact: { id: "ann", email: "a@x" }, matter: { people } };
    const answers = (contact: string) => ({ at: "2026-01-06T15:00:00Z", event: "form.submitted", data: { form: "assets", contact } });
    const flow = aFlow()
      .form("assets", { to: ["client", "spouse"], remind: ["P3D"] })
      .build();
    expect(lines(simulate(flow, script({ facts, happenings: [answers("bo")], until: "2026-01-09T00:00:00Z" })).journal).slice(1)).toEqual([
      "Jan 5 10:00 assets requested ann",
      "Jan 5 10:00 assets requested bo",
      "Jan 6 10:00 assets completed bo",
      "Jan 8 10:00 assets reminded ann",
    ]);
  });

  it("an event at the very moment of a timer comes before it", () => {
    const flow = aFlow().form("assets", { giveUpAfter: "P1D", onGiveUp: "late" }).end("answered", "answered").end("late", "late").build();
    const happening = { at: "2026-01-06T15:00:00Z", event: "form.submitted", data: { form: "assets" } };
    expect(simulate(flow, script({ happenings: [happening] })).outcome).toBe("answered");
  });

  it("plays twelve months of a nurture flow at each mail's local time, across both clock changes, in no time", () => {
    const flow = aFlow()
      .window({ days: ["tue", "wed", "thu", "fri"], from: "10:00", to: "16:00" })
      .repeat("year", "month", { times: 12, next: "done" })
      .wait("P1M", "month")
      .marketing("news", { next: "year" })
      .end("done", "completed")
      .build();
    const begun = performance.now();
    const sent = story(flow).filter((line) => line.includes("sent"));
    expect(performance.now() - begun).toBeLessThan(3000);
    expect(sent).toEqual([
      "Feb 5 10:00 news sent",
      "Mar 5 10:00 news#2 sent",
      "Apr 7 10:00 news#3 sent",
      "May 5 10:00 news#4 sent",
      "Jun 5 10:00 news#5 sent",
      "Jul 7 10:00 news#6 sent",
      "Aug 5 10:00 news#7 sent",
      "Sep 8 10:00 news#8 sent",
      "Oct 6 10:00 news#9 sent",
      "Nov 5 10:00 news#10 sent",
      "Dec 8 10:00 news#11 sent",
      "Jan 5 10:00 news#12 sent",
    ]);
  });

  it("tells of a document made for signing where the step names a template, as a firm does, and not of one made before", () => {
    const heard = (document: string) => {
      const flow = aFlow()
        .step("deed", { kind: "makeDocument", template: "deed", as: "pdf" })
        .wait("P1D")
        .step("sign", { kind: "requestSignature", document, giveUpAfter: "P9D", onGiveUp: "done" })
        .goal({ on: "document.made", where: { "==": [{ var: "event.template" }, "engagement"] } });
      return simulate(flow.build(), { start: "2026-01-05T15:00:00Z", facts: { contact: { firstName: "Ann" }, matter: {} } }).outcome;
    };
    expect([heard("engagement"), heard("deed")]).toEqual(["goal", "completed"]);
  });

  it("cannot be made to touch what is no record", () => {
    const flow = aFlow().wait("P9D").build();
    simulate(
      flow,
      script({ happenings: [{ at: "2026-01-06T15:00:00Z", set: { "__proto__.polluted": true, "constructor.prototype.polluted": true } }] }),
    );
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });
});
