import { DAY, instantOf, msOf } from "../time/index.ts";
import type { Instant } from "./types.ts";

/** How much marketing one person may get: so many messages in so many days (of 24 hours), from all flows together. */
export interface MarketingCap {
  messages: number;
  days: number;
}

/** `now` itself when one more may go, else when the cap lets the next one go. `sent`: when marketing went to this person, from any flow. */
export function capOpens(cap: MarketingCap | undefined, sent: readonly Instant[], now: Instant): Instant {
  if (!cap || !(cap.messages >= 1) || !(cap.days > 0)) return now;
  const span = cap.days * DAY;
  const counting = sent.map((at) => msOf(at)).filter((at) => at + span > msOf(now));
  const last = counting.sort((one, other) => other - one)[cap.messages - 1];
  return last === undefined ? now : instantOf(last + span);
}
