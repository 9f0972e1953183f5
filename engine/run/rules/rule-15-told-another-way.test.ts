import { describe, expect, it } from "vitest";
import { whyNot } from "../commanding.ts";
import { aFlow } from "../testing/flow.ts";
import { Lab } from "../testing/lab.ts";

describe("rule 15: told another way", () => {
  it("rule 15: staff complete a request as the client would have; reminders stop at once and the journal says who and how", () => {
    const run = new Lab(
      aFlow()
        .form("assets", { remind: ["P3D"], giveUpAfter: "P9D", onGiveUp: "done" })
        .email("thanks"),
    ).to("2026-01-06 10:00");
    run.command({ do: "complete", step: "assets", how: "answered by phone" });
    expect(run.story().slice(2)).toEqual([
      "Jan 6 10:00 assets completed, by Sam",
      "Jan 6 10:00 thanks sent",
      "Jan 6 10:00 done ended, as completed",
    ]);
    expect(run.journal.find((line) => line.what === "completed")?.data).toMatchObject({ how: "answered by phone", contactId: "client" });
  });

  it("rule 15: what staff entered is there for later steps", () => {
    const flow = aFlow()
      .form("assets")
      .branch("big", [{ when: { ">": [{ var: "steps.assets.value" }, 100] }, next: "yes" }], "no")
      .end("yes", "big")
      .end("no", "small");
    expect(new Lab(flow).command({ do: "complete", step: "assets", how: "phone", data: { value: 500 } }).state.outcome).toBe("big");
  });

  it.each([
    ["requestForm", { form: "assets" }, "answered by phone"],
    ["requestFiles", { files: [{ name: "Deed" }] }, "uploaded for them"],
    ["requestSignature", { document: "engagement" }, "signed on paper"],
    ["offerAppointment", { type: "review" }, "waived: they live abroad"],
  ] as const)("rule 15: a %s can be told another way, and nobody is reminded of it any more", (kind, what, how) => {
    const run = new Lab(
      aFlow()
        .step("ask", { kind, ...what, remind: ["P3D"] })
        .wait("P9D"),
    ).to("2026-01-06 10:00");
    run.command({ do: "complete", step: "ask", how }, "Dana Whitfield").to("2026-01-20 10:00");
    expect(run.journal.filter((line) => line.step === "ask").map(({ what, by, data }) => [what, by, data?.["how"]])).toEqual([
      ["entered", undefined, undefined],
      ["requested", undefined, undefined],
      ["completed", "Dana Whitfield", how],
    ]);
    expect(run.state.outcome).toBe("completed");
  });

  it("rule 15: for one of several people, the others are still waited for", () => {
    const people = { spouse: [{ id: "bo", email: "bo@example.com" }] };
    const run = new Lab(aFlow().form("assets", { to: ["client", "spouse"], remind: ["P1D"] }), { facts: { people } });
    run.command({ do: "complete", step: "assets", how: "on paper", contactId: "bo" }).to("2026-01-06 11:00");
    expect(run.story().slice(-2)).toEqual(["Jan 5 10:00 assets completed bo, by Sam", "Jan 6 10:00 assets reminded"]);
  });

  it("rule 15: the client's own answer afterwards changes nothing", () => {
    const run = new Lab(aFlow().form("assets").wait("P9D")).command({ do: "complete", step: "assets", how: "phone" });
    const before = run.story().length;
    run.event("form.submitted", {}, { requestId: "rq1" });
    expect(run.story().length).toBe(before);
  });

  it("rule 15: a task, an awaited event or what is to become true can be told another way too", () => {
    const so = { kind: "waitUntil", when: { "==": [{ var: "matter.paid" }, true] }, timeout: "P9D", onTimeout: "done" } as const;
    const run = new Lab(aFlow().task("call", { waitUntilDone: true }).event("told", "call.logged").step("paid", so));
    for (const step of ["call", "told", "paid"]) {
      const command = { do: "complete", step, how: "in person" } as const;
      expect(whyNot(run.definition, run.state, command), step).toBeNull();
      run.command(command);
      expect(run.story(), step).toContain(`Jan 5 10:00 ${step} completed, by Sam`);
    }
    expect(run.state.outcome).toBe("completed");
  });

  it("rule 15: an approval is not given this way, by whoever works on the run", () => {
    const ok = { kind: "approve", by: "owner", what: "hello", onRejected: "done" } as const;
    const run = new Lab(aFlow().step("ok", ok).email("hello"));
    expect(whyNot(run.definition, run.state, { do: "complete", step: "ok", how: "approved" })).toBe(
      "Whoever is asked, or an owner, approves or rejects this on its own page. To go on without, leave the step out.",
    );
  });

  it("rule 15: where nothing is open, it is refused in words", () => {
    const run = new Lab(aFlow().wait("P9D").form("assets"));
    const told = (one: Lab, step: string) => whyNot(one.definition, one.state, { do: "complete", step, how: "phone" });
    const nothing = "There is nothing open at this step to complete.";
    expect([told(run, "assets"), told(run, "wait0")]).toEqual([nothing, nothing]);
    // A letter under way, and a task that nobody waits for, are not for staff to be done with; a task that is waited for is.
    const letter = new Lab(aFlow().email("hello"), { byHand: true });
    const making = new Lab(aFlow().task("call", { waitUntilDone: true }), { byHand: true });
    expect([told(letter, "hello"), told(making, "call")]).toEqual([nothing, nothing]);
    expect(told(making.settle("call"), "call")).toBeNull();
  });
});
