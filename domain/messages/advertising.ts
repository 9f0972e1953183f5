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
}

const [subject, beginning, end] = ["subject", "beginning", "end"] as const;

export const advertisingLabels: Readonly<Record<string, AdvertisingLabel>> = {
  AL: { words: "THIS IS AN ADVERTISEMENT", where: [beginning], source: "Alabama Rule 7.3(b)(2)", checked: "memory" },
  CA: { words: "ADVERTISEMENT", where: [beginning, end], source: "California Rule 7.3(c)", checked: "account" },
  CT: { words: "ADVERTISING MATERIAL", where: [beginning, end], source: "Connecticut Rule 7.3", checked: "account" },
  FL: {
    words: "ADVERTISEMENT",
    where: [subject, beginning],
    source: "Rules Regulating The Florida Bar, Rule 4-7.18(b)(2)",
    checked: "memory",
  },
  GA: { words: "ADVERTISEMENT", where: [beginning], source: "Georgia Rule 7.3", checked: "account" },
  HI: { words: "ADVERTISING MATERIAL", where: [beginning, end], source: "Hawaii Rule 7.3", checked: "account" },
  IN: { words: "ADVERTISING MATERIAL", where: [beginning, end], source: "Indiana Rule 7.3", checked: "memory" },
  LA: { words: "LEGAL ADVERTISEMENT", where: [subject], source: "Louisiana Rule 7.6(c)(3)", checked: "rule" },
  MO: { words: "ADVERTISEMENT", where: [beginning], source: "Missouri Supreme Court Rule 4-7.3(b)(1)", checked: "rule" },
  NC: {
    words: "THIS IS AN ADVERTISEMENT FOR LEGAL SERVICES",
    where: [subject, beginning, end],
    source: "North Carolina Rule 7.3(c)",
    checked: "rule",
  },
  NV: { words: "NOTICE: THIS IS AN ADVERTISEMENT!", where: [beginning], source: "Nevada Rule 7.3(c)", checked: "account" },
  NY: {
    words: "ATTORNEY ADVERTISING",
    where: [subject],
    source: "New York Rules of Professional Conduct (22 NYCRR 1200), Rule 7.1(f)",
    checked: "account",
  },
  OH: { words: "ADVERTISING MATERIAL", where: [beginning, end], source: "Ohio Rule 7.3(c)(3)", checked: "memory" },
  SC: { words: "ADVERTISING MATERIAL", where: [subject, beginning, end], source: "South Carolina Rule 7.3(d)(1)", checked: "account" },
  TX: { words: "ADVERTISEMENT", where: [subject, beginning], source: "Texas Disciplinary Rule 7.03", checked: "memory" },
  WI: { words: "ADVERTISING MATERIAL", where: [beginning, end], source: "Wisconsin SCR 20:7.3(c)", checked: "memory" },
};

/** What stands on a firm's marketing: its state's words in their places, or its own; in the subject where its state names no place. */
export function labelOf({
  state,
  advertisingLabel,
}: Pick<FirmRecord, "state" | "advertisingLabel">): Omit<AdvertisingLabel, "source" | "checked"> | null {
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
