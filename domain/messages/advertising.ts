import { escapeHtml } from "../../engine/conditions/index.ts";
import type { FirmRecord } from "../firms/index.ts";
import { muted, sans } from "./mailStyles.ts";

/**
 * What bar rules have lawyers write on advertising mail, by the firm's state: data with its sources. Most rules speak of mail to strangers who
 * need a lawyer; we write their words on all marketing, for what is labelled too often harms nobody. Whoever writes to other states' people
 * looks at theirs, and a firm may set its own words. States whose rules ask for none (Arizona since 2021, DC) are not here.
 */
export interface AdvertisingLabel {
  words: string;
  where: readonly ("subject" | "beginning" | "end")[];
  source: string;
  /** `rule`: its text was read; `account`: somebody's account of it; `memory`: not checked, as docs/mail.md says. */
  checked: "rule" | "account" | "memory";
  /** Where it was read, as of when, and on what day; of what was read earlier nobody kept it. */
  read?: string;
}

const [subject, beginning, end] = ["subject", "beginning", "end"] as const;
const today = "read November 26, 2026";
/** A table of advertising rules by state that somebody keeps in a public repository, with the pages it was made from. */
const aTable = `a public table of October 6, 2026; ${today}`;

export const advertisingLabels: Readonly<Record<string, AdvertisingLabel>> = {
  // The rule of before 2026. It was rewritten with January 1, 2026 (alabar.org); its new words were not at hand.
  AL: { words: "THIS IS AN ADVERTISEMENT", where: [beginning], source: "Alabama Rule 7.3(b)(2), as it was until 2025", checked: "memory" },
  CA: { words: "ADVERTISEMENT", where: [beginning, end], source: "California Rule 7.3(c)", checked: "account" },
  CT: { words: "ADVERTISING MATERIAL", where: [beginning, end], source: "Connecticut Rule 7.3", checked: "account" },
  FL: {
    words: "ADVERTISEMENT",
    where: [subject, beginning],
    source: "Rules Regulating The Florida Bar, Rule 4-7.18(b)(2)",
    checked: "account",
    read: aTable,
  },
  GA: {
    words: "ADVERTISEMENT",
    where: [beginning],
    source: "Georgia Rule 7.3(c)",
    checked: "account",
    read: `probatehelper.ai, as reviewed in May 2026; ${today}`,
  },
  HI: { words: "ADVERTISING MATERIAL", where: [beginning, end], source: "Hawaii Rule 7.3", checked: "account" },
  IL: { words: "ADVERTISING MATERIAL", where: [beginning, end], source: "Illinois Rule 7.3(c)", checked: "account", read: aTable },
  IN: {
    words: "ADVERTISING MATERIAL",
    where: [beginning, end],
    source: "Indiana Rule 7.3(c)",
    checked: "rule",
    read: `casetext.com, as amended through November 4, 2024; ${today}`,
  },
  KY: {
    words: "ADVERTISING MATERIAL",
    where: [subject, beginning, end],
    source: "Kentucky SCR 3.130(4.5)(3)",
    checked: "rule",
    read: `govt.westlaw.com, in force since March 1, 2020; ${today}`,
  },
  LA: { words: "LEGAL ADVERTISEMENT", where: [subject], source: "Louisiana Rule 7.6(c)(3)", checked: "rule" },
  MO: { words: "ADVERTISEMENT", where: [beginning], source: "Missouri Supreme Court Rule 4-7.3(b)(1)", checked: "rule" },
  NC: {
    words: "THIS IS AN ADVERTISEMENT FOR LEGAL SERVICES",
    where: [subject, beginning, end],
    source: "North Carolina Rule 7.3(c)",
    checked: "rule",
  },
  NV: { words: "NOTICE: THIS IS AN ADVERTISEMENT!", where: [beginning], source: "Nevada Rule 7.3(c)", checked: "account" },
  // Said to be repealed with June 1, 2026; it stands until a lawyer has looked, for it harms nobody.
  NY: {
    words: "ATTORNEY ADVERTISING",
    where: [subject],
    source: "New York Rules of Professional Conduct (22 NYCRR 1200), Rule 7.1(f), as it was until May 2026",
    checked: "account",
    read: aTable,
  },
  OH: {
    words: "ADVERTISING MATERIAL",
    where: [beginning, end],
    source: "Ohio Rule 7.3(c)(3)",
    checked: "rule",
    read: `casetext.com, as amended through March 13, 2024; ${today}`,
  },
  SC: { words: "ADVERTISING MATERIAL", where: [subject, beginning, end], source: "South Carolina Rule 7.3(d)(1)", checked: "account" },
  TN: {
    words: "ADVERTISING MATERIAL",
    where: [beginning, end],
    source: "Tennessee Supreme Court Rule 8, RPC 7.3(c)",
    checked: "rule",
    read: `casetext.com, as amended through November 4, 2024; ${today}`,
  },
  // "Plainly marked or clearly designated": the rule names no place in an email.
  TX: {
    words: "ADVERTISEMENT",
    where: [subject, beginning],
    source: "Texas Disciplinary Rule 7.03(d)(2)",
    checked: "rule",
    read: `legalethicstexas.com; ${today}`,
  },
  WI: { words: "ADVERTISING MATERIAL", where: [beginning, end], source: "Wisconsin SCR 20:7.3(c)", checked: "memory" },
};

/** What stands on a firm's marketing: its state's words in their places, or its own; in the subject where its state names no place. */
export function labelOf({
  state,
  advertisingLabel,
}: Pick<FirmRecord, "state" | "advertisingLabel">): Pick<AdvertisingLabel, "words" | "where"> | null {
  const asked = advertisingLabels[state];
  const words = advertisingLabel ?? asked?.words;
  return words ? { words, where: asked?.where ?? [subject] } : null;
}

/** A mail with its label: beside the template, so that no template can be without it. */
export function labelled<M extends { subject: string; html: string; text: string }>(mail: M, firm: FirmRecord): M {
  const label = labelOf(firm);
  if (!label) return mail;
  const at = (place: "subject" | "beginning" | "end") => label.where.includes(place);
  const line = `<div class="m-label" style="padding:14px 20px;text-align:center;font:600 13px/20px ${sans};color:${muted}">${escapeHtml(label.words)}</div>`;
  const top = at(beginning) ? mail.html.replace(/<body[^>]*>/i, (body) => `${body}${line}`) : mail.html;
  return {
    ...mail,
    subject: at(subject) ? `${label.words}: ${mail.subject}` : mail.subject,
    html: at(end) ? top.replace(/<\/body>(?![\s\S]*<\/body>)/i, `${line}</body>`) : top,
    text: `${at(beginning) ? `${label.words}\n\n` : ""}${mail.text}${at(end) ? `\n${label.words}\n` : ""}`,
  };
}
