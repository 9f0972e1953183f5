import { describe, expect, it } from "vitest";
import { aFlow, is } from "../testing/flow.ts";
import { Lab } from "../testing/lab.ts";

const lost = { in: [{ var: "matter.stage" }, ["lost", "closed"]] };

describe("rule 5: exits win", () => {
  it("rule 5: a run leaves when an exit's condition becomes true", () => {
    const run = new Lab(aFlow().wait("P9D").exitWhen(lost)).to("2026-01-06 10:00").set("matter.stage", "lost");
    expect(run.story().slice(-2)).toEqual(["Jan 6 10:00 exited, gone", "Jan 6 10:00 ended, as exited"]);
    expect(run.wakeAt).toBeNull();
  });

  it("rule 5: a run leaves when an exit's event comes and its condition holds", () => {
    const run = new Lab(
      aFlow()
        .wait("P9D")
        .exit({ id: "no", name: "Declined", on: "call.logged", where: is("event.outcome", "no") }),
    );
    run.event("call.logged", { outcome: "yes" });
    expect(run.state.status).toBe("running");
    run.event("call.logged", { outcome: "no" });
    expect(run.state.outcome).toBe("exited");
  });

  it("rule 5: exit beats goal", () => {
    const run = new Lab(aFlow().wait("P9D").goal({ on: "matter.stageChanged" }).exit({ id: "x", on: "matter.stageChanged" })).event(
      "matter.stageChanged",
    );
    expect(run.state.outcome).toBe("exited");
  });

  it("rule 5: exits are tested again right before an effect, though no event told of the change", () => {
    const run = new Lab(aFlow().wait("P1D").email("hello").exitWhen(lost));
    Object.assign(run.facts.matter ?? {}, { stage: "lost" });
    run.to("2026-01-07 10:00");
    expect(run.story().slice(-2)).toEqual(["Jan 6 10:00 exited, gone", "Jan 6 10:00 ended, as exited"]);
  });

  it("rule 5: an event the run has not been told yet stops the effect, then reaches the run", () => {
    const run = new Lab(aFlow().email("hello").goal({ on: "document.signed" }), { byHand: true });
    const event = run.anEvent("document.signed");
    const [effect] = run.pending;
    expect(effect && run.decide(effect, { undelivered: [event] })).toEqual({ go: "left", reason: "Goal: g1" });
    run.settle("hello", { status: "left", reason: "Goal: g1" }).input({ type: "event", event });
    expect(run.story().slice(1)).toEqual(["Jan 5 10:00 goal, g1", "Jan 5 10:00 ended, as goal"]);
  });

  it("rule 5: when that event changes nothing after all, the effect is asked for again", () => {
    const run = new Lab(aFlow().email("hello"), { byHand: true }).settle("hello", { status: "left", reason: "Exit: x" });
    run.event("matter.changed", { paths: [] }).settle("hello");
    expect(run.state.outcome).toBe("completed");
  });

  it("rule 5: and also when it never comes", () => {
    const run = new Lab(aFlow().email("hello"), { byHand: true }).settle("hello", { status: "left", reason: "Exit: x" });
    run.to("2026-01-05 10:02").settle("hello");
    expect(run.state.outcome).toBe("completed");
  });

  it("rule 5: a goal that names a step drops every other token", () => {
    const flow = aFlow()
      .parallel("both", ["left", "right"], "meet")
      .wait({ for: "P9D", next: "meet" } as never, "left")
      .form("right", { remind: ["P1D"], next: "meet" })
      .join("meet")
      .email("engaged", { next: "done" })
      .end("done", "completed")
      .goal({ on: "document.signed", then: "engaged" });
    const run = new Lab(flow).event("document.signed").to("2026-01-20 10:00");
    expect(run.story().slice(-3)).toEqual([
      "Jan 5 10:00 goal, to engaged, g1",
      "Jan 5 10:00 engaged sent",
      "Jan 5 10:00 done ended, as completed",
    ]);
    expect(run.keys().filter((key) => key.includes("remind"))).toEqual([]);
  });

  it("rule 5: an effect in flight finishes, is journaled and leads nowhere", () => {
    const flow = aFlow()
      .email("hello")
      .email("never")
      .email("engaged", { next: "done" })
      .end("done", "completed")
      .goal({ on: "document.signed", then: "engaged" });
    const run = new Lab(flow, { byHand: true }).event("document.signed").settle("hello");
    expect(run.story().slice(-2)).toEqual(["Jan 5 10:00 goal, to engaged, g1", "Jan 5 10:00 hello sent"]);
    expect(run.pending.map((effect) => effect.key.step)).toEqual(["engaged"]);
  });

  it("rule 5: a run that leaves waits for what is in flight before it is over", () => {
    const run = new Lab(aFlow().email("hello").exitWhen(lost), { byHand: true }).set("matter.stage", "lost");
    expect(run.state.status).toBe("running");
    run.event("contact.replied").settle("hello");
    expect(run.story().slice(1)).toEqual(["Jan 5 10:00 exited, gone", "Jan 5 10:00 hello sent", "Jan 5 10:00 ended, as exited"]);
  });

  it("rule 5: each event tests a goal once", () => {
    const run = new Lab(
      aFlow()
        .wait("P1D")
        .email("hello")
        .wait("P9D")
        .goal({ on: "document.signed", where: is("matter.ready", true) }),
    );
    run.event("document.signed").set("matter.ready", true).to("2026-01-07 10:00");
    expect(run.state.status).toBe("running");
  });
});
