import { describe, expect, it } from "vitest";
import { listensTo } from "../analysis.ts";
import { aFlow, is } from "../testing/flow.ts";
import { Lab } from "../testing/lab.ts";

describe("rule 4: nothing falls between steps", () => {
  it("rule 4: an event that came while the run was elsewhere is taken when its step is reached", () => {
    const run = new Lab(aFlow().wait("P3D").event("reply", "contact.replied"));
    run.to("2026-01-06 09:00").event("contact.replied").to("2026-01-09 10:00");
    expect(run.story()).toEqual([
      "Jan 5 10:00 wait0 entered",
      "Jan 5 10:00 wait0 waiting, until Jan 8 10:00",
      "Jan 8 10:00 wait0 woke",
      "Jan 8 10:00 reply woke",
      "Jan 8 10:00 done ended, as completed",
    ]);
  });

  it("rule 4: the earliest match is taken, and each event once by that step", () => {
    const flow = aFlow()
      .wait("P1D")
      .step("which", {
        kind: "waitForEvent",
        events: [
          { event: "contact.tagged", where: is("event.tag", "a"), next: "sawA" },
          { event: "contact.tagged", where: is("event.tag", "b"), next: "sawB" },
        ],
      })
      .end("sawA", "a first")
      .end("sawB", "b first");
    const run = new Lab(flow).event("contact.tagged", { tag: "b" }).event("contact.tagged", { tag: "a" }).to("2026-01-07 10:00");
    expect(run.state.outcome).toBe("b first");
  });

  it("rule 4: a second visit takes only what came since the first", () => {
    const flow = aFlow().event("call", "call.logged").email("thanks", { next: "call" });
    const run = new Lab(flow).event("call.logged");
    expect(run.news().slice(-3)).toEqual(["Jan 5 10:00 call woke", "Jan 5 10:00 thanks sent", "Jan 5 10:00 call#2 waiting"]);
    run.to("2026-01-06 10:00").event("call.logged");
    expect(run.news()).toEqual(["Jan 6 10:00 call#2 woke", "Jan 6 10:00 thanks#2 sent", "Jan 6 10:00 call#3 waiting"]);
  });

  it("rule 4: the event that started the run ends no wait", () => {
    const event = { id: "first", type: "form.submitted", at: "2026-01-05T15:00:00.000Z", data: {}, stream: "matter:m1", seq: 7 };
    const run = new Lab(aFlow().event("again", "form.submitted"), { event });
    run.input({ type: "event", event });
    expect(run.state.status).toBe("running");
    run.event("form.submitted", {}, { seq: 8 });
    expect(run.state.outcome).toBe("completed");
  });

  it("rule 4: an event told twice counts once", () => {
    const run = new Lab(aFlow().event("call", "call.logged").email("thanks", { next: "call" }));
    const event = run.anEvent("call.logged");
    run.input({ type: "event", event }).input({ type: "event", event });
    expect(run.story().filter((line) => line.includes("sent"))).toEqual(["Jan 5 10:00 thanks sent"]);
  });

  it("rule 4: another step may take the same event", () => {
    const run = new Lab(aFlow().event("one", "call.logged").event("two", "call.logged")).event("call.logged");
    expect(run.state.outcome).toBe("completed");
  });

  it("rule 4: of each type the latest twenty are kept, and none that no step waits for", () => {
    const run = new Lab(
      aFlow()
        .wait("P9D")
        .event("call", "call.logged", { where: is("event.n", 5) })
        .goal({ on: "matter.stageChanged", where: is("event.to", "x") }),
    );
    for (let n = 0; n < 40; n++) run.event("contact.clicked", { n }).event("matter.stageChanged", { to: "y" });
    for (let n = 0; n < 40; n++) run.event("call.logged", { n: 5 });
    const kept = run.state["kept"] as { t: string }[];
    expect(kept.length).toBe(20);
    expect(new Set(kept.map((one) => one.t))).toEqual(new Set(["call.logged"]));
  });

  it("rule 4: from its start a run listens for every type its definition names, however far ahead the step is", () => {
    const flow = aFlow()
      .wait("P90D")
      .form("assets")
      .event("reply", "contact.replied")
      .goal({ on: "document.signed" })
      .exit({ id: "x", on: "call.logged" })
      .exitWhen(is("matter.stage", "lost"));
    expect(listensTo(flow.build())).toEqual(
      expect.arrayContaining(["form.submitted", "contact.replied", "document.signed", "call.logged", "matter.changed"]),
    );
  });

  it("rule 4: a request is completed by its own id only", () => {
    const run = new Lab(aFlow().form("assets"));
    run.event("form.submitted", { form: "assets" }).event("form.submitted", { form: "assets" }, { requestId: "another" });
    expect(run.state.status).toBe("running");
    run.event("form.submitted", { form: "assets" }, { requestId: "rq1" });
    expect(run.state.outcome).toBe("completed");
  });

  it("rule 4: an answer that overtakes the report of its request is not lost", () => {
    const run = new Lab(aFlow().form("assets"), { byHand: true });
    run.event("form.submitted", { form: "assets" }, { requestId: "rq9" });
    run.settle("assets", { status: "done", data: { requestId: "rq9" } });
    expect(run.state.outcome).toBe("completed");
  });

  it("rule 4: an answer after giving up is kept in steps.<id> and journaled as late", () => {
    const flow = aFlow()
      .form("assets", { giveUpAfter: "P2D", onGiveUp: "wait" })
      .wait({ for: "P9D" }, "wait")
      .branch("has", [{ when: is("steps.assets.spouse", "Bo"), next: "yes" }], "no")
      .end("yes", "answered after all")
      .end("no", "never");
    const run = new Lab(flow).to("2026-01-08 10:00");
    expect(run.news().slice(-3)).toEqual([
      "Jan 5 10:00 assets requested, until Jan 7 10:00",
      "Jan 7 10:00 assets gaveUp",
      "Jan 7 10:00 wait waiting, until Jan 16 10:00",
    ]);
    run.event("form.submitted", { form: "assets", spouse: "Bo" }, { requestId: "rq1" });
    expect(run.news()).toEqual(["Jan 8 10:00 assets completed, late"]);
    expect(run.to("2026-01-17 10:00").state.outcome).toBe("answered after all");
  });
});
