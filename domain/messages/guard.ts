import type { Scope } from "../base/index.ts";
import { clock } from "../base/index.ts";
import { hold } from "../holds/index.ts";
import { HoldModel } from "../holds/model.ts";
import { MessageModel } from "./model.ts";

/**
 * The guard against becoming a sender of spam. Gmail and Yahoo ask bulk senders to stay below 0.1% and refuse mail at 0.3%; what they
 * count they do not tell, so we count the complaints that we hear of.
 */
export const warnAt = 0.001;
export const holdAt = 0.003;
const day = 86_400_000;
const days = 30;
/** One complaint among few messages says little: fewer are judged as so many. */
const fewest = 300;
/** And one alone never holds a whole firm's marketing. */
const fewestComplaints = 2;

export interface SpamRate {
  /** Marketing emails of the last thirty days that did not come back, and those reported as spam. */
  sent: number;
  complaints: number;
  rate: number;
  verdict: "good" | "warn" | "hold";
}

export function rateOf(sent: number, complaints: number): SpamRate {
  const rate = complaints / Math.max(sent, fewest);
  const verdict = rate >= holdAt && complaints >= fewestComplaints ? "hold" : rate >= warnAt ? "warn" : "good";
  return { sent, complaints, rate, verdict };
}

/** How often people report the firm's marketing as spam, since the guard was last lifted. Within a scope. */
export async function spamRate(): Promise<SpamRate> {
  const lifted = await HoldModel.findOne({ target: "firm", only: "marketing", liftedAt: { $ne: null } }, { liftedAt: 1 })
    .sort({ liftedAt: -1 })
    .lean();
  const from = new Date(Math.max(clock.now().getTime() - days * day, lifted?.liftedAt?.getTime() ?? 0));
  const sent = await MessageModel.countDocuments(marketingSince(from));
  const back = await cameSince("bounce.at", from);
  const complained = await cameSince("complainedAt", from);
  return rateOf(sent - back.filter((one) => one.state === "sent" && one.createdAt >= from).length, complained.length);
}

/** All marketing email that left since then, which an index counts: of the firm, by nothing but these. */
export const marketingSince = (from: Date) =>
  ({ purpose: "marketing", channel: "email", state: "sent", createdAt: { $gte: from } }) as const;

/** Of what came back since then, by an index of that alone, the marketing email. */
async function cameSince(field: "bounce.at" | "complainedAt", from: Date) {
  const came = await MessageModel.find({ [field]: { $gte: from } }, { purpose: 1, channel: 1, state: 1, createdAt: 1 }).lean();
  return came.filter((one) => one.purpose === "marketing" && one.channel === "email");
}

/** Holds the firm's marketing once too many complain. Within an operation. */
export async function judgeComplaints(scope: Scope): Promise<void> {
  const { verdict, complaints, sent, rate } = await spamRate();
  if (verdict !== "hold") return;
  if (await HoldModel.exists({ target: "firm", only: "marketing", liftedAt: null })) return;
  await hold(scope, {
    target: "firm",
    only: "marketing",
    reason: `${complaints} of ${sent} people reported your marketing as spam (${percent(rate)}). Mail providers refuse mail from 0.3% on. Look at whom it goes to before you let it go on.`,
  });
}

export const percent = (rate: number): string => `${(rate * 100).toFixed(rate < 0.01 ? 2 : 1)}%`;
