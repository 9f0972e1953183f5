import { describe, expect, it } from "vitest";
import { aFlow } from "../run/testing/flow.ts";
import { Lab } from "../run/testing/lab.ts";

const flow = () =>
  aFlow()
    .step("ok", { kind: "approve", by: "assignee", what: "mail", timeout: "P3D", onTimeout: "late", onRejected: "no" })
    .email("mail")
    .end("yes", "sent")
    .end("no", "rejected")
    .end("late", "unanswered")
    .build();
const asked = () => new Lab(flow(), { byHand: true }).settle("ok", { status: "done", data: { taskId: "t1" } });
const answered = (data: Record<string, string | boolean>) => asked().event("task.completed", { task: "t1", ...data });

describe("approve", () => {
  it("waits for an answer and says in the journal who approved", () => {
    const run = answered({ outcome: "approved", by: "Elena Ruiz" });
    expect(run.story().slice(-2)).toEqual(["Jan 5 10:00 ok waiting, until Jan 8 10:00", "Jan 5 10:00 ok approved, by Elena Ruiz"]);
    expect(run.pending.map((effect) => effect.key.step)).toEqual(["mail"]);
  });

  it("tells what left as it was composed from what was edited", () => {
    const last = (run: Lab) => run.journal.findLast((line) => line.step === "ok");
    expect(last(answered({ outcome: "approved", by: "Elena Ruiz", edited: true }))).toMatchObject({
      what: "approved",
      data: { edited: true },
    });
    expect(last(answered({ outcome: "approved", by: "Elena Ruiz" }))).not.toHaveProperty("data");
  });

  it("goes the other way when it is rejected, and keeps the reason", () => {
    const run = answered({ outcome: "rejected", by: "Elena Ruiz", reason: "The fee is wrong." });
    expect(run.state.outcome).toBe("rejected");
    expect(run.journal.find((line) => line.what === "rejected")).toMatchObject({ by: "Elena Ruiz", reason: "The fee is wrong." });
    expect(run.asked.map((effect) => effect.key.step)).toEqual(["ok"]);
  });

  it("hears the first answer only, and none after its time is over", () => {
    const twice = answered({ outcome: "rejected", by: "Elena Ruiz" }).event("task.completed", { task: "t1", outcome: "approved" });
    expect(twice.journal.filter((line) => line.what === "approved")).toEqual([]);
    const late = asked().to("2026-01-09 10:00").event("task.completed", { task: "t1", outcome: "approved" });
    expect([late.state.outcome, late.journal.some((line) => line.what === "approved")]).toEqual(["unanswered", false]);
  });

  it("is answered by another approval's task never, and in a script by a command", () => {
    expect(asked().event("task.completed", { task: "t2", outcome: "approved" }).state.status).toBe("running");
    expect(new Lab(flow()).command({ do: "complete", step: "ok", how: "approved" }).story()).toContain("Jan 5 10:00 ok approved, by Sam");
    expect(new Lab(flow()).event("task.completed", { step: "ok", outcome: "rejected" }).state.outcome).toBe("rejected");
  });
});
