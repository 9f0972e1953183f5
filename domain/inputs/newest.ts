import { cursorOf, readCursor } from "./paging.ts";

const day = 86_400_000;
/** How far back each look goes, in days from tomorrow, where nothing else is said: of what comes often a day is enough; the last one to the beginning. */
const usualSpans = [2, 14, 90, 730, 36_500];

/**
 * A page of a list, newest first, read in ever wider windows of time until it is full. Without the windows the embedded database would read
 * and sort every record of the firm for the first fifty. `find` gets the window as a filter, to be put first, before all others.
 */
export async function newestFirst<T extends { _id: string }>(
  field: string,
  dateOf: (row: T) => Date,
  asked: { cursor?: string; limit: number; now: Date; spans?: number[] },
  find: (window: Record<string, unknown>) => Promise<T[]>,
): Promise<{ rows: T[]; next?: string }> {
  const from = asked.cursor ? readCursor(asked.cursor) : null;
  const start = from ? new Date(Number(from.value)) : new Date(asked.now.getTime() + day);
  const isBeyond = (row: T) => !from || dateOf(row) < start || row._id < from.id;
  const rows: T[] = [];
  let until = start;
  for (const [index, span] of (asked.spans ?? usualSpans).entries()) {
    const since = new Date(start.getTime() - span * day);
    const end = index === 0 ? { $lte: until } : { $lt: until };
    rows.push(...(await find({ [field]: { $gte: since, ...end } })).filter(isBeyond));
    if (rows.length > asked.limit) break;
    until = since;
  }
  const sorted = rows.sort((a, b) => dateOf(b).getTime() - dateOf(a).getTime() || (a._id < b._id ? 1 : -1));
  const shown = sorted.slice(0, asked.limit);
  const last = shown.at(-1);
  return sorted.length > asked.limit && last ? { rows: shown, next: cursorOf(dateOf(last), last._id) } : { rows: shown };
}
