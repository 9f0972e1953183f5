import { ApplicationFailure } from "@temporalio/activity";
import { TemporalFailure } from "@temporalio/common";
import { DomainError } from "../domain/base/index.ts";

/**
 * How an effect can fail, which says what happens next. `temporary`: tried again, surely not done. `permanent`: staff must correct
 * something, surely not done. `uncertain`: tried again, and nobody knows whether it was done (rule 2).
 */
export const temporary = (message: string, afterMs?: number) =>
  ApplicationFailure.create({ message, type: "temporary", ...(afterMs === undefined ? {} : { nextRetryDelay: Math.max(100, afterMs) }) });
export const permanent = (message: string) => ApplicationFailure.nonRetryable(message, "permanent");
export const uncertain = (message: string) => ApplicationFailure.create({ message, type: "uncertain" });

/**
 * Types whatever went wrong. What the domain refuses is refused again next time, but for what has changed meanwhile or is away for a
 * moment. What nobody foresaw (the database gone, a fault of our own) is tried again: whoever touches the world has said before, by
 * `inDoubt`, when it may have been done.
 */
export function asFailure(error: unknown): TemporalFailure {
  if (error instanceof TemporalFailure) return error;
  if (error instanceof DomainError) return error.status < 500 && error.status !== 429 ? permanent(error.message) : temporary(error.message);
  return temporary(`This could not be done for a reason of our own: ${wordsOf(error)}`);
}

/** The same for what happens between claiming an effect and knowing what came of it. */
export function inDoubt(error: unknown): TemporalFailure {
  if (error instanceof TemporalFailure || error instanceof DomainError) return asFailure(error);
  return uncertain(`Nobody knows whether this was done: ${wordsOf(error)}`);
}

const wordsOf = (error: unknown): string => {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/\s+/g, " ").trim().slice(0, 300) || "nothing was said about it.";
};
