import { describe, expect, it } from "vitest";
import { aFlow } from "../testing/flow.ts";
import { Lab } from "../testing/lab.ts";

const facts = { people: { spouse: [{ id: "bo", email: "bo@example.com" }] } };
const both = { to: ["client", "spouse"], remind: ["P1D", "P2D"] };

describe("rule 16: whose events", () => {
  it("rule 16: a matter's run hears its matter's events and its people's own, never another matter's", () => {
    const run = new Lab(aFlow().event("call", "call.logged"));
    run.event("call.logged", {}, { matterId: "m2", contactId: "client" });
    expect(run.state.status).toBe("running");
    run.event("call.logged", {}, { contactId: "client" });
    expect(run.state.outcome).toBe("completed");
  });

  it("rule 16: an occasion's run hears its own occasion, and what is booked through its own requests", () => {
    const subject = { kind: "occasion", occasionId: "o1", matterId: "m1", contactId: "client" } as const;
    const run = new Lab(aFlow({ subject: "occasion" }).event("moved", "occasion.moved").appointment("book"), { subject });
    run.event("occasion.moved", {}, { occasionId: "o2", matterId: "m1" });
    expect(run.keys()).toEqual([]);
    run.event("occasion.moved", {}, { occasionId: "o1", matterId: "m1" });
    run.event("occasion.planned", { at: "2026-02-10T15:00:00Z" }, { occasionId: "o9", matterId: "m1", requestId: "rq1" });
    expect(run.state.outcome).toBe("completed");
  });

  it("rule 16: each person has a link and reminders of their own; whoever answered is not reminded", () => {
    const run = new Lab(aFlow().form("assets", both), { facts })
      .to("2026-01-05 12:00")
      .event("form.submitted", {}, { requestId: "rq2" })
      .to("2026-01-08 10:00");
    expect(run.story().slice(1)).toEqual([
      "Jan 5 10:00 assets requested",
      "Jan 5 10:00 assets requested bo",
      "Jan 5 12:00 assets completed bo",
      "Jan 6 10:00 assets reminded",
      "Jan 7 10:00 assets reminded",
    ]);
    expect(run.event("form.submitted", {}, { requestId: "rq1" }).state.outcome).toBe("completed");
  });

  it("rule 16: with `any`, one answer is enough and the other's link is closed", () => {
    const run = new Lab(aFlow().form("assets", { ...both, complete: "any" }), { facts, byHand: true });
    run
      .settle("ask:client", { status: "done", data: { requestId: "rqA" } })
      .settle("ask:bo", { status: "done", data: { requestId: "rqB" } });
    run.event("form.submitted", {}, { requestId: "rqA" });
    expect(run.pending.map(({ kind, params }) => [kind, params["requestId"]])).toEqual([["closeRequest", "rqB"]]);
    run.settle("close:bo");
    expect(run.state.outcome).toBe("completed");
  });

  it("rule 16: somebody who stands in two roles is asked once", () => {
    const people = { client: [{ id: "ann", email: "a@x" }], agent: [{ id: "ann", email: "a@x" }] };
    const run = new Lab(aFlow().form("assets", { to: ["client", "agent"] }), { facts: { people } });
    expect(run.keys()).toEqual(["assets#1/ask:ann"]);
  });

  it("rule 16: two people who share an address are two people", () => {
    const people = { client: [{ id: "ann", email: "home@x" }], spouse: [{ id: "bo", email: "home@x" }] };
    const run = new Lab(aFlow().form("assets", { to: ["client", "spouse"] }), { facts: { people } });
    expect(run.keys()).toHaveLength(2);
  });

  it("rule 16: nobody waits with `waitFor: false`: the token goes on, reminders run beside it, an answer ends them", () => {
    const run = new Lab(
      aFlow()
        .form("assets", { remind: ["P1D", "P2D"], waitFor: false })
        .wait("P9D"),
    ).to("2026-01-06 11:00");
    run.event("form.submitted", {}, { requestId: "rq1" }).to("2026-01-20 10:00");
    expect(run.story().slice(1)).toEqual([
      "Jan 5 10:00 assets requested",
      "Jan 5 10:00 wait1 waiting, until Jan 14 10:00",
      "Jan 6 10:00 assets reminded",
      "Jan 6 11:00 assets completed",
      "Jan 14 10:00 wait1 woke",
      "Jan 14 10:00 done ended, as completed",
    ]);
  });

  it("rule 16: with `waitFor: false`, giving up only stops the reminders, and so does the run's end", () => {
    const flow = aFlow()
      .form("assets", { remind: ["P1D", "P4D"], giveUpAfter: "P2D", waitFor: false })
      .wait("P3D");
    const run = new Lab(flow).to("2026-01-20 10:00");
    expect(run.story().slice(3)).toEqual([
      "Jan 6 10:00 assets reminded",
      "Jan 7 10:00 assets gaveUp, Nobody waits for it: only the reminders stop.",
      "Jan 8 10:00 wait1 woke",
      "Jan 8 10:00 done ended, as completed",
    ]);
  });
});
