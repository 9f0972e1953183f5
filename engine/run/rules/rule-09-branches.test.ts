import { describe, expect, it } from "vitest";
import type { Tok } from "../state.ts";
import { aFlow, type FlowBuilder, is } from "../testing/flow.ts";
import { Lab } from "../testing/lab.ts";

const next = (to: string) => ({ next: to });

function twoBranches(need: "all" | "any"): FlowBuilder {
  return aFlow()
    .parallel("both", ["left", "right"], "meet")
    .step("left", { kind: "wait", for: "P1D", ...next("meet") })
    .form("right", { remind: ["P2D"], ...next("meet") })
    .join("meet", need)
    .email("after");
}

describe("rule 9: branches", () => {
  it("rule 9: descendants of a branch not taken never run", () => {
    const flow = aFlow()
      .branch("which", [{ when: is("matter.vip", true), next: "vip" }], "usual")
      .email("vip", next("done"))
      .email("usual", next("done"))
      .end("done", "completed");
    const run = new Lab(flow);
    expect(run.keys()).toEqual(["usual#1/send"]);
    expect(run.story()).toContain("Jan 5 10:00 which branched, to usual");
  });

  it("rule 9: cases are asked in order", () => {
    const flow = aFlow()
      .branch(
        "which",
        [
          { when: is("matter.stage", "open"), next: "first" },
          { when: {}, next: "second" },
        ],
        "third",
      )
      .end("first", "1")
      .end("second", "2")
      .end("third", "3");
    expect(new Lab(flow).state.outcome).toBe("1");
  });

  it("rule 9: a join waits for every branch and fires once", () => {
    const run = new Lab(twoBranches("all")).to("2026-01-06 11:00");
    expect(run.state.status).toBe("running");
    run.event("form.submitted", {}, { requestId: "rq1" });
    expect(run.story().slice(4)).toEqual([
      "Jan 6 10:00 left woke",
      "Jan 6 11:00 right completed",
      "Jan 6 11:00 meet joined",
      "Jan 6 11:00 after sent",
      "Jan 6 11:00 done ended, as completed",
    ]);
  });

  it("rule 9: with `any`, the other branches end when the first arrives", () => {
    const run = new Lab(
      aFlow()
        .parallel("both", ["left", "right"], "meet")
        .wait({ for: "P1D", ...next("meet") } as never, "left")
        .form("right", { remind: ["P2D"], ...next("meet") })
        .join("meet", "any")
        .wait("P9D"),
    );
    run.to("2026-01-12 10:00");
    expect(run.story().filter((line) => line.includes("remind"))).toEqual([]);
    expect(run.state.tokens).toHaveLength(1);
    expect((run.state.tokens[0] as Tok).path ?? []).toEqual([]);
  });

  it("rule 9: an answer to a request whose branch has ended is kept as late", () => {
    const run = new Lab(
      aFlow()
        .parallel("both", ["left", "right"], "meet")
        .wait({ for: "P1D", ...next("meet") } as never, "left")
        .form("right", next("meet"))
        .join("meet", "any")
        .wait("P9D"),
    );
    run.to("2026-01-07 10:00").event("form.submitted", {}, { requestId: "rq1" });
    expect(run.story().at(-1)).toBe("Jan 7 10:00 right completed, late");
  });

  it("rule 9: a join counts within its own parallel, branch and iteration", () => {
    const flow = aFlow()
      .repeat("twice", "both", { times: 2, next: "done" })
      .parallel("both", ["left", "inner"], "meet")
      .step("left", { kind: "wait", for: "P1D", ...next("meet") })
      .parallel("inner", ["a", "b"], "innerMeet")
      .step("a", { kind: "wait", for: "P2D", ...next("innerMeet") })
      .step("b", { kind: "wait", for: "P3D", ...next("innerMeet") })
      .join("innerMeet", "all", next("meet"))
      .join("meet", "all", next("twice"))
      .end("done", "completed");
    const run = new Lab(flow).to("2026-02-01 10:00");
    expect(run.story().filter((line) => line.includes("joined") || line.includes("ended"))).toEqual([
      "Jan 8 10:00 innerMeet joined",
      "Jan 8 10:00 meet joined",
      "Jan 11 10:00 innerMeet#2 joined",
      "Jan 11 10:00 meet#2 joined",
      "Jan 11 10:00 done ended, as completed",
    ]);
  });

  it("rule 9: a repeat counts its times, and stops when its condition is true", () => {
    const flow = aFlow()
      .repeat("thrice", "nudge", { times: 3, until: is("matter.answered", true), next: "done" })
      .email("nudge")
      .wait({ for: "P1D", ...next("thrice") } as never)
      .end("done", "completed");
    expect(new Lab(flow).to("2026-02-01 10:00").keys()).toEqual(["nudge#1/send", "nudge#2/send", "nudge#3/send"]);
    const answered = new Lab(flow).to("2026-01-06 11:00").set("matter.answered", true).to("2026-02-01 10:00");
    expect(answered.keys()).toEqual(["nudge#1/send", "nudge#2/send"]);
    expect(answered.story().slice(-2)).toEqual(["Jan 7 10:00 thrice branched, to done", "Jan 7 10:00 done ended, as completed"]);
  });

  it("rule 9: monthly waits in a repeat keep the first day, through short months, windows and clock changes", () => {
    const flow = aFlow()
      .window({ days: ["tue", "wed", "thu", "fri"], from: "10:00", to: "16:00" })
      .repeat("year", "month", { times: 6, next: "done" })
      .wait("P1M", "month")
      .marketing("news", next("year"))
      .end("done", "completed");
    const run = new Lab(flow, { at: "2026-01-30 10:00" }).to("2026-12-01 10:00");
    expect(run.story().filter((line) => line.includes("woke"))).toEqual([
      "Feb 28 10:00 month woke",
      "Mar 30 10:00 month#2 woke",
      "Apr 30 10:00 month#3 woke",
      "May 30 10:00 month#4 woke",
      "Jun 30 10:00 month#5 woke",
      "Jul 30 10:00 month#6 woke",
    ]);
  });

  it("rule 9: an end inside a branch ends the run", () => {
    const flow = aFlow()
      .parallel("both", ["left", "right"], "meet")
      .end("left", "stopped early")
      .wait({ for: "P1D", ...next("meet") } as never, "right")
      .join("meet");
    expect(new Lab(flow).state.outcome).toBe("stopped early");
  });

  it("rule 9: a subject takes the same arm of a split every time", () => {
    const flow = aFlow()
      .step("ab", {
        kind: "split",
        arms: [
          { weight: 1, next: "a" },
          { weight: 1, next: "b" },
          { weight: 0, next: "never" },
        ],
      })
      .end("a", "a")
      .end("b", "b")
      .end("never", "never");
    const outcomes = Array.from(
      { length: 200 },
      (_, index) => new Lab(flow, { subject: { kind: "matter", matterId: `m${index}` } }).state.outcome,
    );
    const again = Array.from(
      { length: 200 },
      (_, index) => new Lab(flow, { subject: { kind: "matter", matterId: `m${index}` } }).state.outcome,
    );
    expect(again).toEqual(outcomes);
    const first = outcomes.filter((outcome) => outcome === "a").length;
    expect(first).toBeGreaterThan(70);
    expect(first).toBeLessThan(130);
    expect(outcomes).not.toContain("never");
    expect(new Lab(flow, { arms: { ab: 1 } }).state.outcome).toBe("b");
  });
});
