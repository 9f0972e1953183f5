import { clock } from "../base/index.ts";
import { readCursor } from "./paging.ts";

const day = 86_400_000;
/** Days ago (before today) or ahead (negative) at which the windows end; after the last there is no end. */
const edges = [1_460, 730, 540, 365, 270, 180, 120, 90, 60, 45, 30, 21, 14, 7, 3, 1, 0, -1, -3, -7, -14, -30, -60, -120, -365];
const endOfTime = new Date("2200-01-01T00:00:00Z");

/**
 * A list by a date, the oldest first, read a window of time after the other until it is full, from the cursor's place on. Without the
 * windows the embedded database would read and sort everything for the first fifty. `find` gets the window as a filter on the date and, for
 * those at the cursor's own moment, on the id; an index has both, in this order, after what else the filter asks for.
 */
export async function oldestFirst<T>(
  field: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
  find: (window: Record<string, unknown>, most: number) => Promise<T[]>,
): Promise<T[]> {
  const from = cursor ? readCursor(cursor) : null;
  const since = from ? new Date(Number(from.value)) : null;
  const found = from && since ? await find({ [field]: since, _id: { $gt: from.id } }, limit) : [];
  let start: Record<string, Date> = since ? { $gt: since } : { $gte: new Date(0) };
  const ends = edges.map((ago) => new Date(clock.now().getTime() - ago * day));
  for (const end of [...ends, endOfTime]) {
    if (found.length >= limit) break;
    if (since && end <= since) continue;
    found.push(...(await find({ [field]: { ...start, $lt: end } }, limit - found.length)));
    start = { $gte: end };
  }
  return found;
}
