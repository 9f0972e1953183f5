import { describe, expect, it } from "vitest";
import { whyNot } from "../commanding.ts";
import { position } from "../positions.ts";
import { aFlow } from "../testing/flow.ts";
import { Lab } from "../testing/lab.ts";

const broken = { status: "failed", reason: "The address does not exist.", surely: true } as const;
const people = { client: [{ id: "client", email: "a@x" }], spouse: [{ id: "spouse", firstName: "Bo" }] };

describe("rule 10: needs attention", () => {
  it("rule 10: what can't go on parks the run with the reason in words", () => {
    const run = new Lab(aFlow().email("hello"), { byHand: true }).settle("hello", broken);
    expect(run.story().slice(1)).toEqual([
      "Jan 5 10:00 hello failed, The address does not exist.",
      "Jan 5 10:00 hello attention, The address does not exist.",
    ]);
    expect(run.state.status).toBe("attention");
    expect(position(run.state)).toEqual([
      {
        token: "t1",
        step: "hello",
        visit: 1,
        since: "2026-01-05T15:00:00.000Z",
        state: "attention",
        reason: "The address does not exist.",
      },
    ]);
  });

  it("rule 10: a step with a way for errors takes it", () => {
    const run = new Lab(aFlow().email("hello", { onError: "call" }).email("never", { next: "done" }).task("call"), { byHand: true }).settle(
      "hello",
      broken,
    );
    expect(run.pending.map((effect) => effect.key.step)).toEqual(["call"]);
  });

  it("rule 10: a person without an address needs staff, who add one and retry", () => {
    const run = new Lab(aFlow().email("hello"), { facts: { contact: { id: "client", firstName: "Ann" } } });
    expect(run.story().at(-1)).toBe("Jan 5 10:00 hello attention, Ann has no email address. Add one, then retry.");
    Object.assign(run.facts.contact ?? {}, { email: "ann@example.com" });
    expect(run.command({ do: "retry" }).story().slice(-3)).toEqual([
      "Jan 5 10:00 hello retried, by Sam",
      "Jan 5 10:00 hello sent",
      "Jan 5 10:00 done ended, as completed",
    ]);
  });

  it("rule 10: a role nobody has needs staff", () => {
    const run = new Lab(aFlow().email("hello", { to: ["spouse"] }));
    expect(run.story().at(-1)).toBe(
      "Jan 5 10:00 hello attention, Nobody on this matter is “spouse”. Add the person to the matter, then retry.",
    );
  });

  it("rule 10: staff skip", () => {
    const run = new Lab(aFlow().email("hello").email("next"), { byHand: true })
      .settle("hello", broken)
      .command({ do: "skip" })
      .settle("next");
    expect(run.story().slice(-3)).toEqual([
      "Jan 5 10:00 hello skipped, by Sam, Skipped by staff.",
      "Jan 5 10:00 next sent",
      "Jan 5 10:00 done ended, as completed",
    ]);
  });

  it("rule 10: what the flow could not do, staff do another way: it counts as done, with how", () => {
    const run = new Lab(aFlow().email("hello").email("next"), { byHand: true }).settle("hello", broken);
    const command = { do: "complete", step: "hello", how: "told them by phone" } as const;
    expect(whyNot(run.definition, run.state, command)).toBeNull();
    run.command(command).settle("next");
    expect(run.story().slice(-3)).toEqual([
      "Jan 5 10:00 hello completed, by Sam",
      "Jan 5 10:00 next sent",
      "Jan 5 10:00 done ended, as completed",
    ]);
    expect(run.journal.find((line) => line.what === "completed")?.data).toEqual({ how: "told them by phone" });
    // A date that nobody entered, and that has been kept without.
    const undated = new Lab(aFlow().wait({ field: "matter.hearing" }, "wait").email("after"));
    undated.command({ do: "complete", step: "wait", how: "the hearing is over" });
    expect(undated.state.outcome).toBe("completed");
  });

  it("rule 10: staff jump", () => {
    const run = new Lab(aFlow().email("hello").email("between").email("later"), { byHand: true })
      .settle("hello", broken)
      .command({ do: "jump", to: "later" })
      .settle("later");
    expect(run.story()).toContain("Jan 5 10:00 hello jumped, by Sam, to later");
    expect(run.state.outcome).toBe("completed");
  });

  it("rule 10: staff cancel", () => {
    const run = new Lab(aFlow().wait("P9D").email("hello")).command({ do: "cancel", reason: "Enrolled by mistake" });
    expect(run.story().slice(-2)).toEqual(["Jan 5 10:00 stopped, by Sam, Enrolled by mistake", "Jan 5 10:00 ended, as cancelled"]);
  });

  it("rule 10: a jump into a parallel or repeat is refused in words, and changes nothing", () => {
    const run = new Lab(
      aFlow().wait("P9D").parallel("both", ["a", "b"], "meet").email("a", { next: "meet" }).email("b", { next: "meet" }).join("meet"),
    );
    const before = run.state;
    expect(whyNot(run.definition, run.state, { do: "jump", to: "a" })).toBe(
      "“a” is inside a parallel or repeat: jump to a step before or after it.",
    );
    expect(run.command({ do: "jump", to: "a" }).state).toEqual(before);
  });

  it("rule 10: a jump out of a parallel ends its other branches", () => {
    const run = new Lab(
      aFlow()
        .parallel("both", ["a", "b"], "meet")
        .wait({ for: "P1D", next: "meet" } as never, "a")
        .wait({ for: "P2D", next: "meet" } as never, "b")
        .join("meet")
        .email("after"),
    );
    const [first] = run.state.tokens;
    run.command({ do: "jump", to: "after", token: first?.id ?? "" });
    expect(run.state.outcome).toBe("completed");
  });

  it("rule 10: one of two people cannot be asked: the other's request goes on while staff see to it", () => {
    const run = new Lab(aFlow().form("assets", { to: ["client", "spouse"], remind: ["P1D"] }), { facts: { people } });
    expect(run.story().slice(1)).toEqual([
      "Jan 5 10:00 assets requested",
      "Jan 5 10:00 assets failed spouse, Bo has no email address. Add one, then retry.",
      "Jan 5 10:00 assets attention, Bo has no email address. Add one, then retry.",
    ]);
    run.to("2026-01-06 11:00");
    expect(run.story().at(-1)).toBe("Jan 6 10:00 assets reminded");
    run.command({ do: "skip" }).event("form.submitted", {}, { requestId: "rq1" });
    expect(run.state.outcome).toBe("completed");
  });

  it("rule 10: or is asked after all", () => {
    const run = new Lab(aFlow().form("assets", { to: ["client", "spouse"] }), { facts: { people: structuredClone(people) } });
    Object.assign(run.facts.people?.["spouse"]?.[0] ?? {}, { email: "bo@example.com" });
    run.command({ do: "retry" });
    expect(run.story().slice(-2)).toEqual(["Jan 5 10:00 assets retried, by Sam", "Jan 5 10:00 assets requested spouse"]);
    expect(run.keys()).toEqual(["assets#1/ask:client", "assets#1/ask:spouse", "assets#1/ask:spouse"]);
    expect(run.state.status).toBe("running");
  });

  it("rule 10: giving up without a way on needs staff; their retry asks once more, as a new visit", () => {
    const run = new Lab(aFlow().form("assets", { giveUpAfter: "P2D" })).to("2026-01-08 10:00");
    expect(run.story().at(-1)).toContain("no way on for “onGiveUp”");
    run.command({ do: "retry" });
    expect(run.keys()).toEqual(["assets#1/ask:client", "assets#2/ask:client"]);
    run.event("form.submitted", {}, { requestId: "rq2" });
    expect(run.state.outcome).toBe("completed");
  });

  it("rule 10: steps that follow each other in a circle without waiting need staff, not a broken machine", () => {
    const run = new Lab(aFlow().branch("a", [], "b").branch("b", [], "a"));
    expect(run.state.status).toBe("attention");
    expect(run.story().at(-1)).toContain("goes round in a circle");
  });
});
