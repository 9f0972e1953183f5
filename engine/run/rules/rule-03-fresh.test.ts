import { describe, expect, it } from "vitest";
import { aFlow, is } from "../testing/flow.ts";
import { Lab } from "../testing/lab.ts";

describe("rule 3: fresh", () => {
  it("rule 3: a condition is judged by the facts of its moment", () => {
    const flow = aFlow()
      .wait("P1D")
      .branch("fee", [{ when: is("matter.paid", true), next: "paid" }], "unpaid")
      .end("paid", "paid")
      .end("unpaid", "unpaid");
    expect(new Lab(flow).set("matter.paid", true).to("2026-01-07 10:00").state.outcome).toBe("paid");
  });

  it("rule 3: consent is read at the sending, not at enrolment", () => {
    const run = new Lab(aFlow().wait("P1D").marketing("news")).set("contact.consent.email", false).to("2026-01-07 10:00");
    expect(run.story()).toContain("Jan 6 10:00 news skipped, No consent to email marketing.");
  });

  it("rule 3: an address that bounced meanwhile gets nothing, though it was fine at enrolment", () => {
    const run = new Lab(aFlow().wait("P1D").marketing("news").email("update")).set("contact.suppressed", true).to("2026-01-07 10:00");
    expect(run.story().slice(3, 5)).toEqual([
      "Jan 6 10:00 news skipped, Mail to this address bounced.",
      "Jan 6 10:00 update failed, Mail to Ann bounced. Correct the address, then retry.",
    ]);
  });

  it("rule 3: recipients are those of the moment", () => {
    const run = new Lab(
      aFlow()
        .wait("P1D")
        .email("hello", { to: ["spouse"] }),
    );
    run.facts.people = { spouse: [{ id: "bo", email: "bo@example.com" }] };
    expect(run.to("2026-01-07 10:00").story()).toContain("Jan 6 10:00 hello sent bo");
  });

  it("rule 3: a value that is worked out is worked out when it is set", () => {
    const flow = aFlow()
      .wait("P1D")
      .step("note", { kind: "updateFields", set: { "matter.copy": { var: "matter.value" }, "vars.n": 1 } });
    const run = new Lab(flow).set("matter.value", 7).to("2026-01-07 10:00");
    expect(run.facts.matter?.["copy"]).toBe(7);
    expect(run.state["vars"]).toEqual({ n: 1 });
  });

  it("rule 3: a variable within another is read where it was written", () => {
    const set = { "vars.fees.flat": 900, "vars.fees.hourly": 0 };
    const flow = aFlow()
      .step("note", { kind: "updateFields", set })
      .branch("which", [{ when: is("vars.fees.flat", 900), next: "flat" }], "hourly")
      .end("flat", "flat fee")
      .end("hourly", "by the hour");
    const run = new Lab(flow);
    expect([run.state.outcome, run.state["vars"]]).toEqual(["flat fee", { fees: { flat: 900, hourly: 0 } }]);
  });
});
