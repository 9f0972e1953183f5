import { SetupError } from "./setupError.ts";

/** One way of getting hold of something: maybe it is there already, else maybe it can be fetched. */
export type Way<T> = {
  /** In words, as it is shown: "`mongod` on PATH". */
  name: string;
  /** Cheap and local: what is there already, or undefined. */
  present: () => Promise<T | undefined>;
  /** Goes out to the network; throws with the reason when it fails. */
  fetch?: () => Promise<T>;
};

export type Found<T> = { value: T; way: string; tried: string[] };

/**
 * The first way that works. Everything already there is asked before anything is fetched, so that a second
 * start reaches for no network at all; otherwise the order is the order given.
 */
export async function firstThatWorks<T>(what: string, ways: Way<T>[], advice: string): Promise<Found<T>> {
  const tried: string[] = [];
  for (const way of ways) {
    const value = await way.present();
    if (value !== undefined) return { value, way: way.name, tried };
    if (!way.fetch) tried.push(`${way.name}: not there`);
  }
  for (const way of ways) {
    if (!way.fetch) continue;
    try {
      return { value: await way.fetch(), way: way.name, tried };
    } catch (error) {
      const isLast = way === ways.at(-1);
      if (isLast && error instanceof SetupError) throw lastResortFailed(what, error, tried);
      tried.push(`${way.name}: ${error instanceof Error ? error.message.replace(/\.$/, "") : String(error)}`);
    }
  }
  throw new SetupError(`No ${what} was found (${tried.join("; ")}): ${advice}`);
}

/** The last way's own sentence says what to do; the ways before it only explain why it came to that. */
function lastResortFailed(what: string, error: SetupError, tried: string[]): SetupError {
  const before = tried.length > 0 ? ` after ${tried.join("; ")}` : "";
  return new SetupError(`${error.message.replace(/\.$/, "")} (this was the last way to get a ${what}${before}).`);
}
