import { describe, expect, it } from "vitest";
import { position } from "../positions.ts";
import { aFlow, is } from "../testing/flow.ts";
import { Lab } from "../testing/lab.ts";

describe("rule 11: hold", () => {
  it("rule 11: a held run does nothing until it is resumed", () => {
    const run = new Lab(aFlow().wait("P1D").email("hello")).command({ do: "hold", reason: "Conflict check" });
    expect(run.wakeAt).toBeNull();
    run.to("2026-01-06 18:00");
    expect(run.state.status).toBe("held");
    expect(position(run.state)[0]).toMatchObject({ state: "held", reason: "Conflict check" });
    run.command({ do: "resume" });
    expect(run.story().slice(2)).toEqual([
      "Jan 5 10:00 held, by Sam, Conflict check",
      "Jan 6 18:00 resumed, by Sam",
      "Jan 6 18:00 wait0 woke",
      "Jan 6 18:00 hello sent",
      "Jan 6 18:00 done ended, as completed",
    ]);
  });

  it("rule 11: resuming follows rule 7", () => {
    const run = new Lab(aFlow().wait("P1D").marketing("news"))
      .command({ do: "hold", reason: "Away" })
      .to("2026-01-12 10:00")
      .command({ do: "resume" });
    expect(run.story()).toContain("Jan 12 10:00 news skipped, Too late.");
  });

  it("rule 11: a held run records events, and uses them when resumed", () => {
    const run = new Lab(aFlow().wait("P1D").event("call", "call.logged")).command({ do: "hold", reason: "Away" });
    run.event("call.logged").to("2026-01-07 10:00").command({ do: "resume" });
    expect(run.state.outcome).toBe("completed");
  });

  it("rule 11: an answer that comes while held is journaled then; the run goes on when resumed", () => {
    const run = new Lab(
      aFlow()
        .form("assets", { remind: ["P1D"] })
        .email("thanks"),
    ).command({ do: "hold", reason: "Away" });
    run.to("2026-01-05 12:00").event("form.submitted", {}, { requestId: "rq1" }).to("2026-01-08 10:00");
    expect(run.story().at(-1)).toBe("Jan 5 12:00 assets completed");
    expect(run.command({ do: "resume" }).story().slice(-3)).toEqual([
      "Jan 8 10:00 resumed, by Sam",
      "Jan 8 10:00 thanks sent",
      "Jan 8 10:00 done ended, as completed",
    ]);
  });

  it("rule 11: a held run obeys exits and goals that end it", () => {
    const flow = aFlow().wait("P9D").exitWhen(is("matter.stage", "lost")).goal({ on: "document.signed" }).build();
    expect(new Lab(flow).command({ do: "hold", reason: "Away" }).set("matter.stage", "lost").state.outcome).toBe("exited");
    expect(new Lab(flow).command({ do: "hold", reason: "Away" }).event("document.signed").state.outcome).toBe("goal");
  });

  it("rule 11: a goal that names a step waits there for the resuming", () => {
    const flow = aFlow()
      .wait("P9D")
      .email("between")
      .email("engaged", { next: "done" })
      .end("done", "completed")
      .goal({ on: "document.signed", then: "engaged" });
    const run = new Lab(flow).command({ do: "hold", reason: "Away" }).event("document.signed");
    expect(run.keys()).toEqual([]);
    expect(run.command({ do: "resume" }).state.outcome).toBe("completed");
    expect(run.keys()).toEqual(["engaged#1/send"]);
  });

  it("rule 11: a hold with an end lifts itself", () => {
    const until = "2026-01-08T15:00:00.000Z";
    const run = new Lab(aFlow().wait("P1D").email("hello")).command({ do: "hold", reason: "Away", until });
    expect(position(run.state)[0]).toMatchObject({ state: "held", reason: "Away", until });
    run.to("2026-01-09 10:00");
    expect(run.story().slice(2)).toEqual([
      "Jan 5 10:00 held, by Sam, until Jan 8 10:00, Away",
      "Jan 8 10:00 resumed, The hold has ended.",
      "Jan 8 10:00 wait0 woke",
      "Jan 8 10:00 hello sent",
      "Jan 8 10:00 done ended, as completed",
    ]);
  });

  it("rule 11: a hold on the person or matter keeps back messages to the client, and nothing else", () => {
    const run = new Lab(aFlow().task("call").step("tell", { kind: "notifyStaff", to: "assignee", message: "hi" }).email("hello"), {
      facts: { hold: { reason: "Bereavement" } },
    });
    expect(run.story().slice(1)).toEqual(["Jan 5 10:00 call created", "Jan 5 10:00 tell notified", "Jan 5 10:00 hello held, Bereavement"]);
    expect(position(run.state)[0]).toMatchObject({ state: "held", reason: "Bereavement" });
  });

  it.each(["person", "matter", "flow", "firm"])(
    "rule 11: a hold on the %s, in force at the next thing to leave, keeps back letters, requests and reminders until it is lifted",
    (on) => {
      const flow = aFlow()
        .form("assets", { waitFor: false, remind: ["P1D"] })
        .wait("P2D")
        .task("call")
        .email("hello")
        .form("more");
      const run = new Lab(flow);
      run.facts.hold = { reason: `The ${on} is on hold.`, since: run.now };
      run.to("2026-01-08 10:00");
      expect(run.keys()).toEqual(["assets#1/ask:client", "assets#1/remind:1:client", "call#1/task", "hello#1/send"]);
      expect(run.story().slice(-3)).toEqual([
        "Jan 7 10:00 wait1 woke",
        "Jan 7 10:00 call created",
        `Jan 7 10:00 hello held, The ${on} is on hold.`,
      ]);
      delete run.facts.hold;
      run.input({ type: "released", at: run.now });
      expect(run.story().slice(-3)).toEqual(["Jan 8 10:00 hello sent", "Jan 8 10:00 assets reminded", "Jan 8 10:00 more requested"]);
    },
  );

  it("rule 11: when it is lifted, what was kept back is asked for again", () => {
    const run = new Lab(aFlow().email("hello"), { facts: { hold: { reason: "Bereavement" } } });
    delete run.facts.hold;
    run.to("2026-01-06 10:00").input({ type: "released", at: run.now });
    expect(run.story().slice(-2)).toEqual(["Jan 6 10:00 hello sent", "Jan 6 10:00 done ended, as completed"]);
  });

  it("rule 11: a hold with an end is asked about again at its end", () => {
    const run = new Lab(aFlow().email("hello"), { facts: { hold: { reason: "Trial", until: "2026-01-07T15:00:00.000Z" } } });
    expect(run.to("2026-01-08 10:00").story().slice(-2)).toEqual(["Jan 7 10:00 hello sent", "Jan 7 10:00 done ended, as completed"]);
  });

  it("rule 11: an effect that was on its way when the run was put on hold goes when it is resumed", () => {
    const run = new Lab(aFlow().email("hello"), { byHand: true }).command({ do: "hold", reason: "Away" });
    run.settle("hello", { status: "held", reason: "Away" }).to("2026-01-06 10:00");
    expect(run.pending).toEqual([]);
    run.command({ do: "resume" }).settle("hello");
    expect(run.story().slice(1)).toEqual([
      "Jan 5 10:00 held, by Sam, Away",
      "Jan 6 10:00 resumed, by Sam",
      "Jan 6 10:00 hello sent",
      "Jan 6 10:00 done ended, as completed",
    ]);
  });

  it("rule 11: giving up is moved once, whichever holds were in force", () => {
    const run = new Lab(aFlow().form("assets", { remind: ["P1D"], giveUpAfter: "P7D", onGiveUp: "done" }));
    run.facts.hold = { reason: "Illness" };
    run.to("2026-01-07 10:00").command({ do: "hold", reason: "Away" }).to("2026-01-09 10:00");
    delete run.facts.hold;
    run.input({ type: "released", at: run.now }).to("2026-01-10 10:00").command({ do: "resume" }).to("2026-02-01 10:00");
    // Kept back from the 6th (the reminder) to the 10th.
    expect(run.story()).toContain("Jan 16 10:00 assets gaveUp");
  });

  it("rule 11: reminders kept back are not sent all at once afterwards", () => {
    const run = new Lab(aFlow().form("assets", { remind: ["P1D", "P2D", "P3D"] }));
    run.facts.hold = { reason: "Illness" };
    run.to("2026-01-09 10:00");
    delete run.facts.hold;
    run.input({ type: "released", at: run.now });
    expect(run.story().filter((line) => line.includes("reminded"))).toEqual(["Jan 9 10:00 assets reminded"]);
  });

  it("rule 11: a start by hand can be undone for a minute before anything reaches the client", () => {
    const run = new Lab(aFlow().task("look").email("hello"), { undoSeconds: 60 });
    expect(run.story().slice(1)).toEqual([
      "Jan 5 10:00 look created",
      "Jan 5 10:00 hello waiting, until Jan 5 10:01, Started by hand: can be undone until then.",
    ]);
    expect(run.to("2026-01-05 10:02").story().slice(3)).toEqual(["Jan 5 10:01 hello sent", "Jan 5 10:01 done ended, as completed"]);
  });
});
