import { instantOf, MINUTE, msOf } from "../time/index.ts";
import type { Instant } from "./types.ts";

/**
 * The logical time of a decision (rule 18): the timer's planned instant or the event's recorded time, and only when that is more than a
 * minute ago the time it really is. So a second's delay in the machinery does not move what follows.
 */
export function logicalTime(planned: Instant, now: number): Instant {
  const ms = msOf(planned, now);
  // Nor is a clock that runs ahead somewhere else believed.
  return instantOf(Math.abs(now - ms) > MINUTE ? now : ms);
}
