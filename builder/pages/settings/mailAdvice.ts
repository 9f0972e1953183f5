import type { Became, Deliverability } from "../../../domain/messages/index.ts";
import type { State } from "../../components/StateChip.tsx";

/** "12 (3.4 %)"; nothing of nothing is a dash. */
export function rate(count: number, of: number): string {
  if (!count) return "–";
  const share = (count / of) * 100;
  return `${count.toLocaleString("en-US")} (${share < 1 ? share.toFixed(2) : share.toFixed(1)} %)`;
}

/** What to do, where a number has turned bad. Few messages say little. */
export function advice({ sent, bounced, replied, clicked }: Became): string[] {
  const found: string[] = [];
  if (sent >= 20 && bounced / sent > 0.05)
    found.push(
      `${rate(bounced, sent)} of your email came back; above 2 % providers begin to distrust a sender. Look in the outbox under “Came back” at which addresses, and stop imported lists until they are cleaned.`,
    );
  else if (sent >= 100 && bounced / sent > 0.02)
    found.push(`${rate(bounced, sent)} of your email came back. Correct these addresses: they stand in the outbox under “Came back”.`);
  if (sent >= 200 && replied + clicked === 0)
    found.push(
      "Nobody answered or followed a link. Your email may be landing in spam: check the three records above, and send one to an address of your own at Gmail and Outlook.",
    );
  return found;
}

export function guardWords({ verdict, rate: share, complaints, sent }: Deliverability["guard"]): {
  state: State;
  words: string;
  says: string;
} {
  const of = `${complaints} of ${sent.toLocaleString("en-US")} marketing emails of the last 30 days were reported as spam (${(share * 100).toFixed(2)} %).`;
  if (verdict === "hold")
    return {
      state: "attention",
      words: "Marketing is held",
      says: `${of} From 0.3 % on providers refuse a sender's mail, so marketing waits. Send to fewer, and only to people who asked; then lift the hold under Holds.`,
    };
  if (verdict === "warn")
    return {
      state: "waiting",
      words: "Too many complaints",
      says: `${of} Stay below 0.1 %. Look at which message it was, and send it only to people who asked for it. At 0.3 % marketing is held.`,
    };
  return {
    state: "done",
    words: "Few complaints",
    says: complaints ? of : "Nobody reported your marketing as spam in the last 30 days, as far as providers tell.",
  };
}
