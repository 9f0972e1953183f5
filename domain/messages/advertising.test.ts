import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { FirmRecord } from "../firms/index.ts";
import { advertisingLabels, labelled, labelledText, labelOf } from "./advertising.ts";

const firm = (state: string, advertisingLabel?: string) => ({ state, ...(advertisingLabel ? { advertisingLabel } : {}) }) as FirmRecord;
const mail = { subject: "Plan ahead", html: "<html><body class='m'><p>Hello</p></body></html>", text: "Hello\n" };

describe("the label that bar rules ask for on marketing", () => {
  it.each([
    ["NY", "ATTORNEY ADVERTISING: Plan ahead", "Hello\n"],
    ["LA", "LEGAL ADVERTISEMENT: Plan ahead", "Hello\n"],
    ["MO", "Plan ahead", "ADVERTISEMENT\n\nHello\n"],
    ["FL", "ADVERTISEMENT: Plan ahead", "ADVERTISEMENT\n\nHello\n"],
    ["SC", "ADVERTISING MATERIAL: Plan ahead", "ADVERTISING MATERIAL\n\nHello\n\nADVERTISING MATERIAL\n"],
    ["KY", "ADVERTISING MATERIAL: Plan ahead", "ADVERTISING MATERIAL\n\nHello\n\nADVERTISING MATERIAL\n"],
    ["TN", "Plan ahead", "ADVERTISING MATERIAL\n\nHello\n\nADVERTISING MATERIAL\n"],
    ["AZ", "Plan ahead", "Hello\n"],
  ])("of a firm in %s stands where its rules want it", (state, subject, text) => {
    expect(labelled(mail, firm(state))).toMatchObject({ subject, text });
  });

  it("stands first and last in what is seen, once each", () => {
    const { html } = labelled(mail, firm("CT"));
    expect(html).toMatch(
      /^<html><body class='m'><div [^>]*>ADVERTISING MATERIAL<\/div><p>Hello<\/p><div [^>]*>ADVERTISING MATERIAL<\/div><\/body>/,
    );
  });

  it("may be the firm's own words, which are no HTML; in the subject where its state has no rule", () => {
    expect(labelled(mail, firm("VT", "Lawyers' <ad>")).subject).toBe("Lawyers' <ad>: Plan ahead");
    expect(labelled(mail, firm("MO", "Lawyers <ad>")).html).toContain("Lawyers &lt;ad&gt;");
    expect(labelOf(firm("VT"))).toBeNull();
  });

  it("begins and ends a text where the rule is not about an email's subject alone", () => {
    const text = (state: string, own?: string) => labelledText("Hartwell & Ruiz: A talk.", firm(state, own));
    expect(text("TN")).toBe("ADVERTISING MATERIAL. Hartwell & Ruiz: A talk. ADVERTISING MATERIAL");
    expect(text("MO")).toBe("ADVERTISEMENT. Hartwell & Ruiz: A talk.");
    expect([text("NY"), text("AZ")]).toEqual(Array(2).fill("Hartwell & Ruiz: A talk."));
    expect(text("NY", "Lawyers' ad")).toBe("Lawyers' ad. Hartwell & Ruiz: A talk.");
  });

  it("is none where an owner says that their bar asks for none", () => {
    expect(labelled(mail, { ...firm("NY"), noAdvertisingLabel: true })).toEqual(mail);
  });

  it("is told state by state in docs/mail.md, with its source, how it was checked and where", () => {
    const page = readFileSync(join(import.meta.dirname, "..", "..", "docs", "mail.md"), "utf8");
    const told = [...page.matchAll(/^\| ([A-Z]{2}) \| (.*) \|$/gm)].map(([, state = "", rest = ""]) => [state, rest]);
    const checked = { rule: "the rule’s words", account: "an account of it", unconfirmed: "**unconfirmed**" };
    const kept = Object.entries(advertisingLabels).map(([state, one]) => [
      state,
      `${one.words} | ${one.where.join(", ")} | ${one.source} | ${checked[one.checked]}${one.read ? `: ${one.read}` : ""}`,
    ]);
    expect(told).toEqual(kept);
    for (const [state, one] of Object.entries(advertisingLabels))
      if (one.checked === "unconfirmed") expect(page, state).toContain(one.doubt);
  });
});
