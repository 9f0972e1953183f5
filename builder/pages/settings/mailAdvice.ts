import type { Became, Deliverability } from "../../../domain/messages/index.ts";
import type { State } from "../../components/StateChip.tsx";

/** "12 (3.4%)"; nothing of nothing is a dash. */
export function rate(count: number, of: number): string {
  if (!count) return "–";
  return `${count.toLocaleString("en-US")} (${share(count, of)})`;
}

/** "3.4%"; small shares to two places. */
export function share(count: number, of: number): string {
  const percent = of ? (count / of) * 100 : 0;
  return `${percent > 0 && percent < 1 ? percent.toFixed(2) : percent.toFixed(percent === 100 ? 0 : 1)}%`;
}

/** What is shown of email, each with the share from which it is bad and the one from which it is grave; of answers there is none. */
export const figures = [
  { name: "delivered", label: "Delivered" },
  { name: "bounced", label: "Came back", bad: 0.02, grave: 0.05 },
  { name: "complained", label: "Reported as spam", bad: 0.001, grave: 0.003 },
  { name: "clicked", label: "Clicked" },
  { name: "replied", label: "Answered" },
] as const satisfies { name: Exclude<keyof Became, "sent">; label: string; bad?: number; grave?: number }[];
export type Figure = (typeof figures)[number];

/** Fewer than this say nothing about a share. */
const enough = 20;

/** Whether a figure has turned bad; of a handful of messages nothing is said. */
export function isBad(figure: Figure, became: Became): boolean {
  return "bad" in figure && became.sent >= enough && became[figure.name] > 1 && became[figure.name] / became.sent > figure.bad;
}

type Part = Became & { name: string };
interface Shown {
  total: Became;
  weeks: (Became & { week: string })[];
  domains: Part[];
}

/** What to do where a number has turned bad, and which messages of the outbox it is about. */
export interface Advice {
  says: string;
  show?: "back" | "spam";
}

/** Of all that is shown, of its last week, and of one receiving domain among others. */
export function advice({ total, weeks, domains }: Shown): Advice[] {
  const found: Advice[] = [];
  const { sent, bounced, complained, replied, clicked } = total;
  if (sent >= enough && bounced / sent > 0.05)
    found.push({
      says: `${rate(bounced, sent)} of your email came back; above 2% providers begin to distrust a sender. Look at which addresses these are, and stop imported lists until they are cleaned.`,
      show: "back",
    });
  else if (sent >= 100 && bounced / sent > 0.02)
    found.push({ says: `${rate(bounced, sent)} of your email came back. Correct these addresses.`, show: "back" });
  else found.push(...lately(weeks));
  if (sent >= enough && complained > 1 && complained / sent > 0.001)
    found.push({
      says: `${rate(complained, sent)} reported it as spam. Look at which message it was; send it only to people who asked for it, and say in its first line how they know you.`,
      show: "spam",
    });
  if (sent >= 200 && replied + clicked === 0)
    found.push({
      says: "Nobody answered or followed a link. Your email may be landing in spam: check the three records above, and send one to an address of your own at Gmail and Outlook.",
    });
  return [...found, ...refusing(domains)];
}

/** A turn for the worse, before it is seen in the whole. */
function lately(weeks: Shown["weeks"]): Advice[] {
  const last = weeks.findLast((one) => one.sent >= enough);
  if (!last || last.bounced < 2 || last.bounced / last.sent <= 0.05) return [];
  return [
    {
      says: `In the week of ${weekWords(last.week)} ${rate(last.bounced, last.sent)} came back, more than before. Look at who was added then: a list that was imported, or a form that is filled in by programs.`,
      show: "back",
    },
  ];
}

/** One provider that sends back what others take. */
function refusing(domains: Part[]): Advice[] {
  const bad = (one: Part) => one.sent >= 10 && one.bounced > 2 && one.bounced / one.sent > 0.1;
  if (domains.filter((one) => one.sent >= 10).length < 2) return [];
  return domains
    .filter(bad)
    .slice(0, 2)
    .map(({ name, bounced, sent }) => ({
      says: `${name} sent back ${rate(bounced, sent)}. One of these says why, in its own words; if it names a block list or your records, see the domain above.`,
      show: "back",
    }));
}

/** "23 Nov" */
export const weekWords = (monday: string): string =>
  new Date(`${monday}T12:00:00Z`).toLocaleDateString("en-GB", { timeZone: "UTC", day: "numeric", month: "short" }).replace("Sept", "Sep");

const fewestWeeks = 4;

/** From the first week in which anything left, so that a firm that began last month sees no row of nothing. */
export function sinceTheFirst<Week extends { sent: number }>(weeks: Week[]): Week[] {
  const first = weeks.findIndex((one) => one.sent > 0);
  return weeks.slice(Math.max(0, Math.min(first, weeks.length - fewestWeeks)));
}

export function guardWords({ verdict, rate: spam, complaints, sent }: Deliverability["guard"]): {
  state: State;
  words: string;
  says: string;
} {
  const of = `${complaints} of ${sent.toLocaleString("en-US")} marketing emails of the last 30 days were reported as spam (${(spam * 100).toFixed(2)}%).`;
  if (verdict === "hold")
    return {
      state: "attention",
      words: "Marketing is held",
      says: `${of} From 0.3% on providers refuse a sender's mail, so marketing waits. Send to fewer, and only to people who asked; then lift the hold under Holds.`,
    };
  if (verdict === "warn")
    return {
      state: "waiting",
      words: "Too many complaints",
      says: `${of} Stay below 0.1%. Look at which message it was, and send it only to people who asked for it. At 0.3% marketing is held.`,
    };
  return {
    state: "done",
    words: "Few complaints",
    says: complaints ? of : "Nobody reported your marketing as spam in the last 30 days, as far as providers tell.",
  };
}
