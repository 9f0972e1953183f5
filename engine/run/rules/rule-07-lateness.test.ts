import { describe, expect, it } from "vitest";
import { aFlow, hours } from "../testing/flow.ts";
import { Lab } from "../testing/lab.ts";

describe("rule 7: lateness is a decision", () => {
  it("rule 7: over twelve hours late, marketing skips and transactional sends", () => {
    const run = new Lab(aFlow().wait("P1D").marketing("news").email("update")).outageUntil("2026-01-07 09:00");
    expect(run.story().slice(2)).toEqual([
      "Jan 7 09:00 wait0 woke",
      "Jan 7 09:00 news skipped, Too late.",
      "Jan 7 09:00 update sent",
      "Jan 7 09:00 done ended, as completed",
    ]);
  });

  it("rule 7: within twelve hours marketing goes", () => {
    const run = new Lab(aFlow().wait("P1D").marketing("news")).outageUntil("2026-01-06 21:59");
    expect(run.story()).toContain("Jan 6 21:59 news sent");
  });

  it("rule 7: a step says otherwise", () => {
    const late = { after: "PT1H", then: "skip" };
    const run = new Lab(
      aFlow()
        .wait("P1D")
        .email("now", { late })
        .marketing("anyway", { late: { after: "PT1H", then: "send" } }),
    ).outageUntil("2026-01-06 12:00");
    expect(run.story().slice(3, 5)).toEqual(["Jan 6 12:00 now skipped, Too late.", "Jan 6 12:00 anyway sent"]);
  });

  it("rule 7: late for the next window goes when it opens, or at once inside of it", () => {
    const late = { after: "PT1H", then: "nextWindow" };
    const flow = aFlow().window(hours).wait("P1D").email("now", { late }).build();
    const run = new Lab(flow).outageUntil("2026-01-06 20:00").to("2026-01-08 10:00");
    expect(run.story().slice(3, 5)).toEqual([
      "Jan 6 20:00 now waiting, until Jan 7 09:00, Late: goes in the next window.",
      "Jan 7 09:00 now sent",
    ]);
    expect(new Lab(flow).outageUntil("2026-01-06 15:00").story()).toContain("Jan 6 15:00 now sent");
  });

  it("rule 7: time held for a window does not count as late", () => {
    const flow = aFlow()
      .window({ ...hours, days: ["fri"] })
      .wait("P1D")
      .marketing("news")
      .marketing("more");
    const run = new Lab(flow).to("2026-01-10 10:00");
    expect(run.story().slice(3)).toEqual([
      "Jan 6 10:00 news waiting, until Jan 9 09:00, Outside of the hours for sending.",
      "Jan 9 09:00 news sent",
      "Jan 9 09:00 more sent",
      "Jan 9 09:00 done ended, as completed",
    ]);
  });

  it("rule 7: lateness is counted from the latest planned time on the path", () => {
    const run = new Lab(aFlow().wait("P1D").email("update").wait("PT1H").marketing("news"))
      .outageUntil("2026-01-07 09:00")
      .to("2026-01-07 11:00");
    expect(run.story()).toContain("Jan 7 10:00 news sent");
  });

  it("rule 7: of several overdue reminders only the newest goes", () => {
    const run = new Lab(aFlow().form("assets", { remind: ["P1D", "P2D", "P3D", "P9D"] })).outageUntil("2026-01-08 12:00");
    expect(run.story().slice(2)).toEqual([
      "Jan 8 12:00 assets skipped, A newer reminder is due as well.",
      "Jan 8 12:00 assets skipped, A newer reminder is due as well.",
      "Jan 8 12:00 assets reminded",
    ]);
    expect(run.keys().slice(1)).toEqual(["assets#1/remind:3:client"]);
    expect(run.to("2026-01-14 10:00").story().at(-1)).toBe("Jan 14 10:00 assets reminded");
  });

  it("rule 7: a hold moves giving up by its length", () => {
    const run = new Lab(aFlow().form("assets", { giveUpAfter: "P7D", onGiveUp: "done" })).to("2026-01-10 10:00");
    run.command({ do: "hold", reason: "Away" }).to("2026-01-15 10:00").command({ do: "resume" }).to("2026-02-01 10:00");
    expect(run.story().slice(2)).toEqual([
      "Jan 10 10:00 held, by Sam, Away",
      "Jan 15 10:00 resumed, by Sam",
      "Jan 17 10:00 assets gaveUp",
      "Jan 17 10:00 done ended, as completed",
    ]);
  });

  it("rule 7: an outage moves giving up by what was lost", () => {
    const run = new Lab(aFlow().form("assets", { remind: ["P1D"], giveUpAfter: "P3D", onGiveUp: "done" })).outageUntil("2026-01-11 10:00");
    expect(run.story().at(-1)).toBe("Jan 11 10:00 assets reminded");
    expect(run.to("2026-02-01 10:00").story()).toContain("Jan 13 10:00 assets gaveUp");
  });

  it("rule 7: a hold on the person moves giving up too, though the run itself was not held", () => {
    const run = new Lab(aFlow().form("assets", { remind: ["P1D"], giveUpAfter: "P7D", onGiveUp: "done" }));
    run.facts.hold = { reason: "Illness" };
    run.to("2026-01-14 10:00");
    expect(run.story().slice(2)).toEqual(["Jan 6 10:00 assets held, Illness"]);
    delete run.facts.hold;
    run.input({ type: "released", at: run.now }).to("2026-02-01 10:00");
    expect(run.story().slice(3)).toEqual([
      "Jan 14 10:00 assets reminded",
      "Jan 20 10:00 assets gaveUp",
      "Jan 20 10:00 done ended, as completed",
    ]);
  });

  it("rule 7: a message anchored before a date is never sent after that date", () => {
    const flow = aFlow().wait({ field: "matter.hearing", before: "P1D" }, "dayBefore").email("reminder");
    const run = new Lab(flow, { facts: { matter: { id: "m1", hearing: "2026-01-10" } } }).outageUntil("2026-01-11 09:00");
    expect(run.story().slice(-2)).toEqual([
      "Jan 11 09:00 reminder failed, The date this was to come before has passed. Send it another way, skip, or jump.",
      "Jan 11 09:00 reminder attention, The date this was to come before has passed. Send it another way, skip, or jump.",
    ]);
  });

  it("rule 7: the date binds only until the next wait", () => {
    const flow = aFlow().wait({ field: "matter.hearing", before: "P1D" }, "dayBefore").email("reminder").wait("P9D").email("after");
    const run = new Lab(flow, { facts: { matter: { id: "m1", hearing: "2026-01-10" } } }).to("2026-01-20 10:00");
    expect(run.state.outcome).toBe("completed");
  });
});
