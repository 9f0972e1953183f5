import { ApplicationFailure } from "@temporalio/activity";
import { DomainError } from "../domain/base/index.ts";

/**
 * How an effect can fail, which says what happens next. `temporary`: tried again, surely not done. `permanent`: staff must correct
 * something, surely not done. `uncertain`: tried again, and nobody knows whether it was done (rule 2).
 */
export const temporary = (message: string, afterMs?: number) =>
  ApplicationFailure.create({ message, type: "temporary", ...(afterMs === undefined ? {} : { nextRetryDelay: Math.max(100, afterMs) }) });
export const permanent = (message: string) => ApplicationFailure.nonRetryable(message, "permanent");
export const uncertain = (message: string) => ApplicationFailure.create({ message, type: "uncertain" });

/** What the domain refuses is refused again next time, but for what has changed meanwhile or is away for a moment. */
export function asFailure(error: unknown): unknown {
  if (error instanceof ApplicationFailure) return error;
  if (error instanceof DomainError && error.status < 500 && error.status !== 429) return permanent(error.message);
  return error;
}
