import { describe, expect, it } from "vitest";
import type { Definition } from "../../definition/types.ts";
import { aFlow, is } from "../testing/flow.ts";
import { Lab } from "../testing/lab.ts";

describe("rule 14: no seam", () => {
  it("rule 14: the journal is numbered without gaps, whatever was carried over in between", () => {
    const run = new Lab(
      aFlow()
        .repeat("r", "ask", { times: 30, next: "done" })
        .form("ask", { remind: ["P1D", "P2D"], giveUpAfter: "P5D", onGiveUp: "r", next: "r" })
        .end("done", "completed"),
    );
    run.to("2027-01-01 10:00");
    expect(run.journal.map((line) => line.seq)).toEqual(run.journal.map((_, index) => index + 1));
    expect(run.state.seq).toBe(run.journal.length);
  });

  it("rule 14: the state of a big run stays under 8 KB", () => {
    const flow = aFlow();
    for (let index = 0; index < 600; index++) flow.email(`step-number-${index}`, { attach: ["doc"] });
    flow.step("doc", { kind: "makeDocument", template: "t", as: "pdf" }).repeat("r", "ask", { times: 1000, next: "done" });
    flow
      .form("ask", { to: ["client", "a", "b", "c", "d"], remind: ["P1D"], giveUpAfter: "P2D", onGiveUp: "call", next: "call" })
      .task("call")
      .event("call2", "call.logged", { where: is("event.note", "x"), timeout: "P1D", onTimeout: "r", next: "r" })
      .end("done", "completed");
    const person = (id: string) => [{ id: `contact_01HXXXXXXXXXXXXXXXXXXXX${id}`, email: `${id}@example.com` }];
    const people = Object.fromEntries(["a", "b", "c", "d"].map((id) => [id, person(id)]));
    const run = new Lab(flow, { facts: { people } });
    let largest = 0;
    for (let month = 2; month <= 4; month++) {
      for (let count = 0; count < 30; count++) run.event("call.logged", { note: "y".repeat(400), other: "z".repeat(4000) });
      run.to(`2026-${String(month).padStart(2, "0")}-01 10:00`);
      largest = Math.max(largest, JSON.stringify(run.state).length);
    }
    expect(run.state.status).toBe("running");
    expect(largest).toBeLessThan(8 * 1024);
  });

  it("rule 14: five hundred steps are remembered as visited", () => {
    const flow = aFlow();
    for (let index = 0; index < 500; index++) flow.email(`s${index}`);
    const definition: Definition = flow.wait("P9D").build();
    const run = new Lab(definition);
    expect(JSON.stringify(run.state).length).toBeLessThan(1500);
    expect(
      run
        .command({ do: "jump", to: "s7" })
        .story()
        .filter((line) => line.includes("s7#2")),
    ).toEqual(["Jan 5 10:00 s7#2 sent"]);
  });
});
