import { describe, expect, it } from "vitest";
import { aFlow } from "../testing/flow.ts";
import { Lab } from "../testing/lab.ts";

describe("rule 2: once", () => {
  it("rule 2: an effect has a key of its own: step, visit and part", () => {
    const people = { client: [{ id: "client", email: "a@x" }], spouse: [{ id: "spouse", email: "b@x" }] };
    const run = new Lab(
      aFlow()
        .email("hello", { to: ["client", "spouse"] })
        .form("assets", { to: ["client", "spouse"], remind: ["P1D"] }),
      { facts: { people } },
    );
    run.to("2026-01-07 10:00");
    expect(run.keys()).toEqual([
      "hello#1/send:client",
      "hello#1/send:spouse",
      "assets#1/ask:client",
      "assets#1/ask:spouse",
      "assets#1/remind:1:client",
      "assets#1/remind:1:spouse",
    ]);
  });

  it("rule 2: a result that is told twice counts once", () => {
    const run = new Lab(aFlow().email("hello").wait("P1D"), { byHand: true });
    const [effect] = run.pending;
    run.settle("hello");
    if (effect) run.input({ type: "effect", key: effect.key, result: { status: "done", at: run.now } });
    expect(run.story().filter((line) => line.includes("sent"))).toHaveLength(1);
  });

  it("rule 2: what may have been sent is shown as uncertain", () => {
    const run = new Lab(aFlow().email("hello"), { byHand: true }).settle("hello", { status: "done", uncertain: true });
    expect(run.news()).toContain("Jan 5 10:00 hello sent, uncertain");
  });

  it("rule 2: a retry keeps the key when it surely did not happen", () => {
    const run = new Lab(aFlow().email("hello"), { byHand: true }).settle("hello", {
      status: "failed",
      reason: "No such mailbox.",
      surely: true,
    });
    run.command({ do: "retry" });
    expect(run.keys()).toEqual(["hello#1/send", "hello#1/send"]);
  });

  it("rule 2: else a retry makes a new visit", () => {
    const run = new Lab(aFlow().email("hello"), { byHand: true }).settle("hello", {
      status: "failed",
      reason: "The line broke.",
      surely: false,
    });
    run.command({ do: "retry" }).settle("hello");
    expect(run.keys()).toEqual(["hello#1/send", "hello#2/send"]);
    expect(run.story().slice(-3)).toEqual([
      "Jan 5 10:00 hello#2 retried, by Sam",
      "Jan 5 10:00 hello#2 sent",
      "Jan 5 10:00 done ended, as completed",
    ]);
  });
});
