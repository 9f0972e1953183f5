import { describe, expect, it } from "vitest";
import { validate } from "../definition/index.ts";
import { aFlow } from "../run/testing/flow.ts";
import { Lab } from "../run/testing/lab.ts";
import { simulateClient } from "../simulate/index.ts";

const sign = { kind: "requestSignature", document: "agreement", to: ["client", "spouse"], remind: ["P3D"] } as const;
const people = { client: [{ id: "client", email: "ann@x.example" }], spouse: [{ id: "spouse", email: "ben@x.example" }] };
const both = (more: object = {}) =>
  aFlow()
    .step("sign", { ...sign, ...more })
    .end("yes", "signed")
    .end("no", "declined");

describe("a document two people are asked to sign", () => {
  it("is signed when everyone has: one event answers for both, and nobody is reminded after it (rule 16)", () => {
    const run = new Lab(both(), { facts: { people } });
    expect(run.asked.map((one) => one.params["signers"])).toEqual([
      ["client", "spouse"],
      ["client", "spouse"],
    ]);
    run.event("document.signed", { template: "agreement" }, { requestId: "rq2", contactId: "spouse" });
    expect(run.state.outcome).toBe("signed");
    expect(run.journal.filter((line) => line.what === "completed").map((line) => line.data?.["requestId"])).toEqual(["rq2", "rq1"]);
    expect(run.to("2026-02-01 10:00").keys()).not.toContain("sign#1/remind:1:client");
  });

  it("writes down each signature when it is given: whoever signed first is not reminded, and the document is signed with the last (rule 16)", () => {
    const run = new Lab(both(), { facts: { people } });
    run.to("2026-01-06 10:00").event("document.partlySigned", { template: "agreement" }, { requestId: "rq1", contactId: "client" });
    expect(run.story().at(-1)).toBe("Jan 6 10:00 sign completed");
    expect([run.state.status, run.journal.at(-1)?.data]).toMatchObject([
      "running",
      { contactId: "client", event: "document.partlySigned" },
    ]);
    expect(run.state["results"]).toEqual({ sign: { requestId: "rq2" } });
    run.to("2026-01-09 10:00");
    expect(run.keys().filter((key) => key.includes("remind"))).toEqual(["sign#1/remind:1:spouse"]);
    run.event("document.signed", { template: "agreement" }, { requestId: "rq2", contactId: "spouse" });
    const told = run.journal.filter((line) => line.what === "completed").map((line) => line.data?.["contactId"]);
    expect([run.state.outcome, told]).toEqual(["signed", ["client", "spouse"]]);
  });

  it("where one is enough is signed by the first, and the other's link closes", () => {
    const run = new Lab(both({ complete: "any" }), { facts: { people } }).event("document.signed", {}, { requestId: "rq1" });
    expect(run.state.outcome).toBe("signed");
    expect(run.keys()).toContain("sign#1/close:spouse");
  });

  it("declined by one goes by that way, and the other's link closes", () => {
    const run = new Lab(both({ onDeclined: "no" }), { facts: { people } }).event("document.declined", {}, { requestId: "rq2" });
    expect(run.state.outcome).toBe("declined");
    expect(run.keys()).toContain("sign#1/close:client");
  });

  it("keeps the asking it belongs to when one of them is asked once more", () => {
    const run = new Lab(both(), { facts: { people } }).event("document.declined", {}, { requestId: "rq2" }).command({ do: "retry" });
    expect(run.asked.at(-1)).toMatchObject({ key: { part: "ask:spouse", visit: 2 }, params: { asking: 1, contactId: "spouse" } });
  });

  it("is told signature by signature in a preview, and not signed where one of them never answers", () => {
    const facts = { contact: { id: "client", email: "ann@x.example" }, matter: { id: "m1" }, people };
    const firm = { zone: "America/New_York" };
    const preview = (behaviour: "everything" | "half") =>
      simulateClient(both({ giveUpAfter: "P9D", onGiveUp: "no" }).build(), facts, firm, "2026-01-05T15:00:00Z", behaviour);
    expect([preview("everything"), preview("half")].map((one) => one.outcome)).toEqual(["signed", "declined"]);
    const signed = (behaviour: "everything" | "half") =>
      preview(behaviour).journal.flatMap(({ what, data }) => (what === "completed" ? [data?.["contactId"]] : []));
    expect([signed("everything"), signed("half")]).toEqual([["client", "spouse"], ["client"]]);
  });
});

it("a Word file is not for signing: it could still be changed", () => {
  const flow = aFlow()
    .step("agreement", { kind: "makeDocument", template: "agreement", as: "docx" })
    .step("sign", { kind: "requestSignature", document: "agreement" })
    .end("yes", "signed")
    .build();
  expect(
    validate(flow)
      .map((one) => one.message)
      .join(),
  ).toContain("Make it as PDF");
});
