import type { Instant, Json } from "../run/index.ts";
import { msOf } from "../time/index.ts";
import type { Happening } from "./play.ts";

/** A date that is changed while somebody is in the flow: staff move a hearing, a closing slips, or it is called off. */
export interface DateMove {
  /** Where the date stands: `matter.closingDate`, `occasion.at`. */
  path: string;
  /** When it is changed. */
  on: Instant;
  /** What it becomes: a day, or an instant; null where it is called off. */
  to: string | null;
}

/** What becomes of the records then, as the firm itself would write it: an occasion is not emptied but moved or cancelled. */
export function happeningsOf(moves: readonly DateMove[]): Happening[] {
  return moves.map(({ path, on, to }) => ({ at: on, set: changeOf(path, to) })).sort((a, b) => msOf(a.at) - msOf(b.at));
}

function changeOf(path: string, to: string | null): Record<string, Json> {
  if (path !== "occasion.at") return { [path]: to };
  return to === null ? { "occasion.state": "cancelled" } : { "occasion.at": to, "occasion.state": "moved" };
}
