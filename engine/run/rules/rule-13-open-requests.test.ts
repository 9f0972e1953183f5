import { describe, expect, it } from "vitest";
import { foresee } from "../moving/index.ts";
import { aFlow } from "../testing/flow.ts";
import { Lab, local } from "../testing/lab.ts";
import type { Facts } from "../types.ts";

const spouse: Partial<Facts> = { people: { spouse: [{ id: "spouse", email: "bo@example.com" }] } };

describe("rule 13: a move carries open requests", () => {
  const asking = (more: Record<string, unknown>) =>
    aFlow()
      .form("assets", { onGiveUp: "done", giveUpAfter: "P21D", ...more })
      .email("thanks");

  it("rule 13: nobody is asked again, and reminders follow the new schedule without repeating one", () => {
    const run = new Lab(asking({ remind: ["P5D", "P10D"] })).to("2026-01-16 10:00");
    run.news();
    expect(run.move(asking({ remind: ["P3D", "P7D", "P12D"] }))).toBeNull();
    run.to("2026-01-18 10:00").event("form.submitted", { form: "assets" }, { requestId: "rq1" });
    expect(run.news()).toEqual([
      "Jan 16 10:00 migrated, by Sam",
      "Jan 17 10:00 assets reminded",
      "Jan 18 10:00 assets completed",
      "Jan 18 10:00 thanks sent",
      "Jan 18 10:00 done ended, as completed",
    ]);
    expect(run.keys().filter((key) => key.startsWith("assets"))).toEqual([
      "assets#1/ask:client",
      "assets#1/remind:1:client",
      "assets#1/remind:2:client",
      "assets#1/remind:3:client",
    ]);
  });

  it("rule 13: of several reminders overdue by the new schedule only the newest goes, and it is not late", () => {
    const run = new Lab(asking({ remind: ["P20D"] })).to("2026-01-13 10:00");
    run.news();
    run.move(asking({ remind: ["P2D", "P5D", "P7D", "P15D"] }));
    expect(run.to("2026-01-20 10:00").news()).toEqual([
      "Jan 13 10:00 migrated, by Sam",
      "Jan 13 10:00 assets skipped, A newer reminder is due as well.",
      "Jan 13 10:00 assets skipped, A newer reminder is due as well.",
      "Jan 13 10:00 assets reminded",
      "Jan 20 10:00 assets reminded",
    ]);
    expect(run.asked[1]?.plannedAt).toBe(local("2026-01-13 10:00"));
  });

  it("rule 13: a reminder of a shorter schedule never goes under the number of one that was sent", () => {
    const run = new Lab(asking({ remind: ["P5D", "P6D"] })).to("2026-01-12 10:00");
    run.move(asking({ remind: ["P10D"] }));
    run.to("2026-01-16 10:00");
    expect(run.keys().slice(1)).toEqual(["assets#1/remind:1:client", "assets#1/remind:2:client", "assets#1/remind:3:client"]);
  });

  it("rule 13: giving up counts from the request; what would be over by now gives up now", () => {
    const run = new Lab(asking({ remind: ["P10D"] })).to("2026-01-12 10:00");
    run.news();
    run.move(asking({ giveUpAfter: "P6D" }));
    expect(run.news()).toEqual([
      "Jan 12 10:00 migrated, by Sam",
      "Jan 12 10:00 assets replanned, until Jan 12 10:00",
      "Jan 12 10:00 assets gaveUp",
      "Jan 12 10:00 done ended, as completed",
    ]);
  });

  it("rule 13: with one of two answered, a version that needs only one goes on", () => {
    const both = { to: ["client", "spouse"] };
    const run = new Lab(asking(both), { facts: spouse }).event("form.submitted", { form: "assets" }, { requestId: "rq2" });
    run.news();
    run.move(asking({ ...both, complete: "any" }));
    expect(run.news()).toContain("Jan 5 10:00 thanks sent");
  });

  it("rule 13: whom the new version names besides is asked now, reminded from then, and the others are not asked again", () => {
    const both = { to: ["client", "spouse"], remind: ["P3D"] };
    const run = new Lab(asking({ remind: ["P3D"] }), { facts: spouse }).to("2026-01-06 10:00");
    run.news();
    const next = asking(both).build();
    expect(
      foresee(
        { from: { number: 1, definition: run.definition }, to: { number: 2, definition: next }, mapping: {}, by: "Sam" },
        run.state,
        run.facts,
        run.now,
      ),
    ).toMatchObject([{ step: "assets", became: "goesOn", sends: ["assets"] }]);
    expect(run.move(next)).toBeNull();
    run.to("2026-01-10 10:00").event("form.submitted", {}, { requestId: "rq1" });
    expect(run.state.status).toBe("running");
    run.event("form.submitted", {}, { requestId: "rq2" });
    expect(run.news()).toEqual([
      "Jan 6 10:00 migrated, by Sam",
      "Jan 6 10:00 assets requested spouse, until Jan 27 10:00",
      "Jan 8 10:00 assets reminded",
      "Jan 9 10:00 assets reminded spouse",
      "Jan 10 10:00 assets completed",
      "Jan 10 10:00 assets completed spouse",
      "Jan 10 10:00 thanks sent",
      "Jan 10 10:00 done ended, as completed",
    ]);
    expect(run.keys().filter((key) => key.includes("ask:"))).toEqual(["assets#1/ask:client", "assets#1/ask:spouse"]);
  });

  it("rule 13: whom the new version names no more is not waited for, and their link is closed", () => {
    const run = new Lab(asking({ to: ["client", "spouse"], remind: ["P3D"] }), { facts: spouse }).to("2026-01-06 10:00");
    run.event("form.submitted", {}, { requestId: "rq1" }).news();
    run.move(asking({ to: ["client"] }));
    expect(run.news()).toEqual([
      "Jan 6 10:00 migrated, by Sam",
      "Jan 6 10:00 assets skipped spouse, This version does not ask them any more.",
      "Jan 6 10:00 thanks sent",
      "Jan 6 10:00 done ended, as completed",
    ]);
    expect(run.asked.find((effect) => effect.kind === "closeRequest")?.params).toMatchObject({ requestId: "rq2" });
  });

  it("rule 13: somebody who joined the matter meanwhile is not asked by a move that changes nothing about whom to ask", () => {
    const run = new Lab(asking({ to: ["client", "spouse"] })).to("2026-01-06 10:00");
    Object.assign(run.facts, structuredClone(spouse));
    run.move(asking({ to: ["client", "spouse"], remind: ["P9D"] }));
    expect(run.keys().filter((key) => key.includes("ask:"))).toEqual(["assets#1/ask:client"]);
  });

  it("rule 13: a signature goes around among those it was begun for", () => {
    const signing = (to: string[]) =>
      aFlow()
        .step("deed", { kind: "makeDocument", template: "deed", as: "pdf" })
        .step("sign", { kind: "requestSignature", document: "deed", to });
    const run = new Lab(signing(["client"]), { facts: spouse });
    run.move(signing(["client", "spouse"]));
    expect(run.keys()).toEqual(["deed#1/make", "sign#1/ask:client"]);
  });

  it("rule 13: a request under a new id for the same form is the same request", () => {
    const to = aFlow()
      .form("family", { form: "assets", remind: ["P4D"], giveUpAfter: "P21D", onGiveUp: "done" })
      .email("thanks");
    const run = new Lab(asking({})).to("2026-01-06 10:00");
    expect(run.move(to, { assets: "family" })).toBeNull();
    run.to("2026-01-10 10:00").event("form.submitted", { form: "assets" }, { requestId: "rq1" });
    expect(run.story().slice(-3)).toEqual([
      "Jan 10 10:00 family completed",
      "Jan 10 10:00 thanks sent",
      "Jan 10 10:00 done ended, as completed",
    ]);
    expect(run.asked.filter((effect) => effect.key.part.startsWith("ask:"))).toHaveLength(1);
  });
});
