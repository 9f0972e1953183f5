import type { Queued } from "../domain/runs/protocol.ts";

/** In the order they came, but for events, which go before a timer they came behind (rule 18): the timer's moment may be theirs too. */
export function nextOf(queue: Queued[]): Queued | undefined {
  const [first, second] = queue;
  return first?.input.type === "timer" && second?.input.type === "event" ? second : first;
}
