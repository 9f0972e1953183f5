import { describe, expect, it } from "vitest";
import { simulate } from "../../simulate/index.ts";
import { aFlow } from "../testing/flow.ts";
import { Lab, local } from "../testing/lab.ts";
import type { JournalEntry } from "../types.ts";

describe("rule 18: the simulator tells the truth", () => {
  it("rule 18: a timer that rings some seconds late decides at its planned instant, and durations count from that", () => {
    const run = new Lab(aFlow().wait("P1D").wait("P1D"));
    run.now = "2026-01-06T15:00:40.000Z";
    run.input({ type: "timer" });
    expect(run.story().slice(2)).toEqual(["Jan 6 10:00 wait0 woke", "Jan 6 10:00 wait1 waiting, until Jan 7 10:00"]);
  });

  it("rule 18: more than a minute late, it decides now", () => {
    const run = new Lab(aFlow().wait("P1D").wait("P1D")).outageUntil("2026-01-06 10:05");
    expect(run.story().slice(2)).toEqual(["Jan 6 10:05 wait0 woke", "Jan 6 10:05 wait1 waiting, until Jan 7 10:05"]);
  });

  it("rule 18: an event counts from when it was recorded, an effect from when it was asked for", () => {
    const run = new Lab(aFlow().event("call", "call.logged").email("hello").wait("PT1H"), { byHand: true });
    const event = run.anEvent("call.logged");
    run.now = "2026-01-05T15:00:20.000Z";
    run.input({ type: "event", event });
    run.now = "2026-01-05T15:00:55.000Z";
    run.settle("hello");
    expect(run.journal.map((line) => line.at)).toEqual(Array(5).fill("2026-01-05T15:00:00.000Z"));
    expect(run.wakeAt).toBe("2026-01-05T16:00:00.000Z");
  });

  it("rule 18: a clock elsewhere that is a day ahead is not believed", () => {
    const run = new Lab(aFlow().event("call", "call.logged").wait("PT1H"));
    run.event("call.logged", {}, { at: "2026-01-06T15:00:00.000Z" });
    expect(run.wakeAt).toBe("2026-01-05T16:00:00.000Z");
  });

  it("rule 18: what was due before an event goes before it, whichever is told first", () => {
    const flow = aFlow().form("assets", { giveUpAfter: "P1D", onGiveUp: "late" }).end("answered", "answered").end("late", "late");
    const run = new Lab(flow);
    run.now = local("2026-01-06 10:00").replace("00.000Z", "20.000Z");
    run.event("form.submitted", {}, { requestId: "rq1" });
    expect(run.state.outcome).toBe("late");
  });

  it("rule 18: the same definition, facts and events give the same journal simulated and run", () => {
    const flow = aFlow()
      .email("welcome")
      .form("assets", { remind: ["P3D", "P7D"], giveUpAfter: "P21D", onGiveUp: "call" })
      .parallel("both", ["left", "right"], "meet")
      .wait({ for: "P2D", next: "meet" } as never, "left")
      .email("right", { next: "meet" })
      .join("meet")
      .step("move", { kind: "moveStage", stage: "won" })
      .end("done", "completed")
      .task("call", { next: "done" })
      .build();
    const run = new Lab(flow);
    run.to("2026-01-09 11:00").event("form.submitted", { form: "assets" }, { requestId: "rq1" }).to("2026-03-01 10:00");
    const simulated = simulate(flow, {
      start: "2026-01-05T15:00:00Z",
      firm: { zone: "America/New_York", holidays: ["2026-01-19"] },
      facts: { contact: { id: "client", email: "ann@example.com" }, matter: { id: "m1", stage: "open" } },
      happenings: [{ at: "2026-01-09T16:00:00Z", event: "form.submitted", data: { form: "assets" } }],
    });
    const withoutIds = ({ data: _data, ...line }: JournalEntry) => line;
    expect(run.journal.map(withoutIds)).toEqual(simulated.journal.map(withoutIds));
  });
});
