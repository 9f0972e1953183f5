import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { FirmRecord } from "../firms/index.ts";
import { advertisingLabels, labelled, labelOf } from "./advertising.ts";

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

  it("is told state by state in docs/mail.md, with its source, how it was checked and where", () => {
    const page = readFileSync(join(import.meta.dirname, "..", "..", "docs", "mail.md"), "utf8");
    const told = [...page.matchAll(/^\| ([A-Z]{2}) \| (.*) \|$/gm)].map(([, state = "", rest = ""]) => [state, rest]);
    const checked = { rule: "the rule’s words", account: "an account of it", memory: "not checked: from memory" };
    const kept = Object.entries(advertisingLabels).map(([state, one]) => [
      state,
      `${one.words} | ${one.where.join(", ")} | ${one.source} | ${checked[one.checked]}${one.read ? `: ${one.read}` : ""}`,
    ]);
    expect(told).toEqual(kept);
  });
});
