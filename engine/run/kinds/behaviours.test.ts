import { describe, expect, it } from "vitest";
import { aFlow, is } from "../testing/flow.ts";
import { Lab } from "../testing/lab.ts";

describe("what steps do", () => {
  it("a wait until a condition ends when facts make it true, or at its timeout", () => {
    const flow = aFlow()
      .step("paid", { kind: "waitUntil", when: is("matter.paid", true), timeout: "P5D", onTimeout: "call" })
      .end("yes", "paid")
      .task("call")
      .build();
    expect(new Lab(flow).to("2026-01-06 10:00").set("matter.paid", true).state.outcome).toBe("paid");
    expect(new Lab(flow).to("2026-01-12 10:00").story().slice(2, 4)).toEqual(["Jan 10 10:00 paid timedOut", "Jan 10 10:00 call created"]);
  });

  it("a wait until so many days before or after a date ends when that day begins, though nothing happens", () => {
    const soon = { "<=": [{ daysUntil: { var: "matter.closing" } }, 10] };
    const flow = aFlow().step("near", { kind: "waitUntil", when: soon }).build();
    const run = new Lab(flow, { facts: { matter: { id: "m1", closing: "2026-03-20" } } }).to("2026-03-01 10:00");
    expect(run.state.status).toBe("running");
    // The date moves, and nobody is told of it.
    Object.assign(run.facts.matter ?? {}, { closing: "2026-03-18" });
    expect(run.to("2026-04-01 10:00").story().slice(1)).toEqual([
      "Jan 5 10:00 near waiting",
      "Mar 8 00:00 near woke",
      "Mar 8 00:00 done ended, as completed",
    ]);
    // Held while the day begins, it goes on when it is resumed.
    const held = new Lab(flow, { facts: { matter: { id: "m1", closing: "2026-01-20" } } }).command({ do: "hold", reason: "Away" });
    held.to("2026-01-12 10:00").command({ do: "resume" });
    expect(held.story().at(-2)).toBe("Jan 12 10:00 near woke");
    // Where it does not count days, nothing wakes it.
    expect(new Lab(aFlow().step("paid", { kind: "waitUntil", when: is("matter.paid", true) })).wakeAt).toBeNull();
  });

  it("an awaited event leads where it says, and the timeout elsewhere", () => {
    const flow = aFlow()
      .step("which", {
        kind: "waitForEvent",
        events: [{ event: "contact.replied", next: "replied" }, { event: "call.logged" }],
        timeout: "P2D",
        onTimeout: "none",
        next: "called",
      })
      .end("called", "called")
      .end("replied", "replied")
      .end("none", "none")
      .build();
    expect(new Lab(flow).event("contact.replied").state.outcome).toBe("replied");
    expect(new Lab(flow).event("call.logged").state.outcome).toBe("called");
    expect(new Lab(flow).to("2026-01-08 10:00").state.outcome).toBe("none");
  });

  it("a task is done by its own id, also when that is told before its making was reported", () => {
    const flow = aFlow().task("call", { waitUntilDone: true, due: "PT15M", businessDays: true }).build();
    const run = new Lab(flow, { byHand: true, at: "2026-01-05 16:55" });
    expect(run.pending[0]?.params["dueAt"]).toBe("2026-01-06T14:10:00.000Z");
    run.event("task.completed", { task: "t9", title: "call" }).settle("call", { status: "done", data: { taskId: "t9" } });
    expect(run.state.outcome).toBe("completed");
    const other = new Lab(flow).event("task.completed", { task: "another", title: "call" });
    expect(other.state.status).toBe("running");
    expect(other.event("task.completed", { task: "task-call", outcome: "reached" }).story().slice(-2)).toEqual([
      "Jan 5 10:00 call completed",
      "Jan 5 10:00 done ended, as completed",
    ]);
  });

  it("a client who declines to sign goes by that way, or staff are needed, who may ask once more", () => {
    const sign = { kind: "requestSignature", document: "agreement" } as const;
    const flow = aFlow()
      .step("sign", { ...sign, onDeclined: "no" })
      .end("yes", "signed")
      .end("no", "declined");
    expect(new Lab(flow).event("document.declined", {}, { requestId: "rq1" }).state.outcome).toBe("declined");
    const run = new Lab(aFlow().step("sign", sign)).event("document.declined", {}, { requestId: "rq1" });
    expect(run.state.status).toBe("attention");
    run.command({ do: "retry" }).event("document.signed", {}, { requestId: "rq2" });
    expect(run.state.outcome).toBe("completed");
    expect(run.keys()).toEqual(["sign#1/ask:client", "sign#2/ask:client"]);
  });

  it("a webhook's answer is there for later steps", () => {
    const flow = aFlow()
      .step("ask", { kind: "callWebhook", url: "https://x.example", method: "POST", save: { "vars.score": "/score" } })
      .branch("high", [{ when: { ">": [{ var: "vars.score" }, 5] }, next: "yes" }], "no")
      .end("yes", "high")
      .end("no", "low");
    expect(new Lab(flow, { byHand: true }).settle("ask", { status: "done", data: { vars: { score: 9 } } }).state.outcome).toBe("high");
  });

  it("a mail carries the documents earlier steps made, and follows an earlier mail", () => {
    const flow = aFlow()
      .step("agreement", { kind: "makeDocument", template: "a", as: "pdf" })
      .email("first")
      .email("second", { attach: ["agreement"], thread: "first" });
    const run = new Lab(flow, { byHand: true })
      .settle("agreement", { status: "done", data: { documentId: "d1" } })
      .settle("first", { status: "done", data: { messageId: "<m1>" } });
    expect(run.pending[0]?.params).toMatchObject({ documents: ["d1"], thread: "first" });
  });

  it.each([
    ["notifyStaff", { to: "assignee", message: "x" }, "notified"],
    ["makeDocument", { template: "t", as: "pdf" }, "made"],
    ["moveStage", { stage: "won" }, "stageMoved"],
    ["changeTags", { add: ["x"] }, "tagged"],
    ["assignStaff", { how: "fixed", among: ["s1"] }, "assigned"],
    ["addNote", { text: "x" }, "noted"],
    ["updateFields", { set: { "matter.x": 1 } }, "updated"],
    ["startFlow", { flow: "other" }, "started"],
    ["stopFlow", { flow: "other" }, "stopped"],
    ["callWebhook", { url: "https://x.example", method: "POST" }, "called"],
    ["createTask", { title: "x" }, "created"],
    ["sendText", { text: "x", purpose: "transactional" }, "sent"],
    ["requestFiles", { files: [{ name: "Deed" }], waitFor: false }, "requested"],
  ] as const)("%s does its part and goes on", (kind, fields, what) => {
    const contact = { id: "client", email: "a@x", phone: "+15125550100" };
    const run = new Lab(aFlow().step("it", { kind, ...fields }), { facts: { contact } });
    expect(run.story().slice(1)).toEqual([`Jan 5 10:00 it ${what}`, "Jan 5 10:00 done ended, as completed"]);
  });
});
