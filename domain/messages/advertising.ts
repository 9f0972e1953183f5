import { escapeHtml } from "../../engine/conditions/index.ts";
import { emptyInput, query } from "../base/index.ts";
import { type FirmRecord, firmInScope } from "../firms/index.ts";
import { muted, sans } from "./mailStyles.ts";

/**
 * What bar rules have lawyers write on advertising mail, by the firm's state: data with its sources. Most rules speak of mail to strangers who
 * need a lawyer; we write their words on all marketing, for what is labelled too often harms nobody. Whoever writes to other states' people
 * looks at theirs, and a firm may set its own words, or none. States whose rules ask for none (Arizona since 2021, DC) are not here.
 */
export type AdvertisingLabel = {
  words: string;
  where: readonly ("subject" | "beginning" | "end")[];
  source: string;
  /** Where it was read, as of when, and on what day; of what was read earlier nobody kept it. */
  read?: string;
} & Checked;

/**
 * How it was checked: by the rule's own words, by somebody's account of it, or not at all. What is unconfirmed says why, to the firm too: its
 * settings send it to its bar.
 */
type Checked = { checked: "rule" | "account" } | { checked: "unconfirmed"; doubt: string };

const [subject, beginning, end] = ["subject", "beginning", "end"] as const;
const today = "read November 26, 2026";
/** A table of advertising rules by state that somebody keeps in a public repository, with the pages it was made from. */
const aTable = `a public table of October 6, 2026; ${today}`;

export const advertisingLabels: Readonly<Record<string, AdvertisingLabel>> = {
  AL: {
    words: "THIS IS AN ADVERTISEMENT",
    where: [beginning],
    source: "Alabama Rule 7.3(b)(2), as it was until 2025",
    checked: "unconfirmed",
    read: `of the rule before 2026, that letters must be marked: toddswrittenword.com; that it was rewritten: alabar.org, May 19 and September 18, 2025; ${today}`,
    doubt: "Alabama rewrote its rules of advertising with January 1, 2026. These are the words of before; the new ones could not be read.",
  },
  CA: {
    words: "ADVERTISEMENT",
    where: [beginning, end],
    source: "California Rule 7.3(c)",
    checked: "account",
    read: `lawschoolboost.com, and the rule as the bar proposed it in 2016; ${today}`,
  },
  CT: {
    words: "ADVERTISING MATERIAL",
    where: [beginning, end],
    source: "Connecticut Rule 7.3",
    checked: "account",
    read: `a handbook of Connecticut ethics, § 5-8, at vlex.com; ${today}`,
  },
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
  LA: {
    words: "LEGAL ADVERTISEMENT",
    where: [subject],
    source: "Louisiana Rule 7.6(c)(3)",
    checked: "rule",
    read: `a reprint of 2019 at flipbuilder.com, and lalegalethics.org; ${today}`,
  },
  MO: { words: "ADVERTISEMENT", where: [beginning], source: "Missouri Supreme Court Rule 4-7.3(b)(1)", checked: "rule" },
  NC: {
    words: "THIS IS AN ADVERTISEMENT FOR LEGAL SERVICES",
    where: [subject, beginning, end],
    source: "North Carolina Rule 7.3(c)",
    checked: "rule",
    read: `casetext.com, as amended through June 18, 2024; ${today}`,
  },
  // The page had the rule and not its warning, which stands in a box of its own.
  NV: {
    words: "NOTICE: THIS IS AN ADVERTISEMENT!",
    where: [beginning],
    source: "Nevada Rule 7.3(c)",
    checked: "account",
    read: `that a warning must stand on letters: casetext.com, as amended through July 7, 2023; ${today}`,
  },
  // It stands until the firm says otherwise: what is labelled too often harms nobody.
  NY: {
    words: "ATTORNEY ADVERTISING",
    where: [subject],
    source: "New York Rules of Professional Conduct (22 NYCRR 1200), Rule 7.1(f), as it was until May 2026",
    checked: "unconfirmed",
    read: `${aTable}; that it was repealed: notes of a New York law firm on the Appellate Division’s joint order of May 27, 2026, in a public repository`,
    doubt:
      "Accounts say that New York gave up this label: a joint order of the Appellate Division of May 27, 2026 is said to have repealed Rule 7.1(f) with June 1, 2026. The order itself could not be read.",
  },
  OH: {
    words: "ADVERTISING MATERIAL",
    where: [beginning, end],
    source: "Ohio Rule 7.3(c)(3)",
    checked: "rule",
    read: `casetext.com, as amended through March 13, 2024; ${today}`,
  },
  SC: {
    words: "ADVERTISING MATERIAL",
    where: [subject, beginning, end],
    source: "South Carolina Rule 7.3(d)(1)",
    checked: "account",
    read: `of the order of August 22, 2011: technethics.com; ${today}`,
  },
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
  WI: {
    words: "ADVERTISING MATERIAL",
    where: [beginning, end],
    source: "Wisconsin SCR 20:7.3(c)",
    checked: "unconfirmed",
    doubt: "Neither Wisconsin’s rule nor an account of it could be read. The words are those of the rule that most states took over.",
  },
};

type Firm = Pick<FirmRecord, "state" | "advertisingLabel" | "noAdvertisingLabel">;

/** What stands on a firm's marketing: its state's words in their places, its own, or none; in the subject where its state names no place. */
export function labelOf({ state, advertisingLabel, noAdvertisingLabel }: Firm): Pick<AdvertisingLabel, "words" | "where"> | null {
  if (noAdvertisingLabel) return null;
  const asked = advertisingLabels[state];
  const words = advertisingLabel ?? asked?.words;
  return words ? { words, where: asked?.where ?? [subject] } : null;
}

/** What the rules of the firm's state ask for, as far as anybody here knows; null where no rule of it is known. */
export const labelAsked = query({
  name: "messages.labelAsked",
  role: "viewer",
  input: emptyInput,
  run: async (): Promise<{ state: string; asked: AdvertisingLabel | null }> => {
    const { state } = await firmInScope();
    return { state, asked: advertisingLabels[state] ?? null };
  },
});

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

/** A marketing text with its label; where a rule speaks of an email's subject alone, only a firm's own words. */
export function labelledText(text: string, firm: Firm): string {
  const label = labelOf(firm);
  if (!label) return text;
  const { words } = label;
  const places = label.where.filter((place) => place !== "subject");
  const begins = places.includes(beginning) || (places.length === 0 && firm.advertisingLabel);
  return `${begins ? `${words}. ` : ""}${text}${places.includes(end) ? ` ${words}` : ""}`;
}
