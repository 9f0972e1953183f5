import { describe, expect, it } from "vitest";
import { aFlow } from "../testing/flow.ts";
import { Lab } from "../testing/lab.ts";

describe("rule 17: opting out", () => {
  it("rule 17: stops marketing, never onboarding", () => {
    const run = new Lab(aFlow().wait("P1D").marketing("news").email("update").form("assets"))
      .set("contact.consent.email", false)
      .to("2026-01-06 11:00");
    expect(run.story().slice(3)).toEqual([
      "Jan 6 10:00 news skipped, No consent to email marketing.",
      "Jan 6 10:00 update sent",
      "Jan 6 10:00 assets requested",
    ]);
  });

  it("rule 17: somebody who was never asked has not consented", () => {
    const run = new Lab(aFlow().marketing("news"), { facts: { contact: { id: "client", email: "ann@example.com" } } });
    expect(run.story()).toContain("Jan 5 10:00 news skipped, No consent to email marketing.");
  });

  it("rule 17: consent is by channel", () => {
    const contact = { id: "client", email: "a@x", phone: "+15125550100", consent: { email: true } };
    const run = new Lab(aFlow().step("text", { kind: "sendText", text: "hi", purpose: "marketing" }).marketing("news"), {
      facts: { contact },
    });
    expect(run.story().slice(1, 3)).toEqual(["Jan 5 10:00 text skipped, No consent to text marketing.", "Jan 5 10:00 news sent"]);
  });

  it("rule 17: an address that bounced gets no marketing; onboarding asks staff for a better one", () => {
    const contact = { id: "client", firstName: "Ann", email: "a@x", consent: { email: true }, suppressed: true };
    const run = new Lab(aFlow().marketing("news").email("update"), { facts: { contact } });
    expect(run.story().slice(1, 4)).toEqual([
      "Jan 5 10:00 news skipped, Mail to this address bounced.",
      "Jan 5 10:00 update failed, Mail to Ann bounced. Correct the address, then retry.",
      "Jan 5 10:00 update attention, Mail to Ann bounced. Correct the address, then retry.",
    ]);
  });
});
