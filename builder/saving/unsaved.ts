/** What could not be saved, or has not been yet, is kept on this computer for whoever wrote it: a closed laptop or an ended session loses nothing. */

export interface Kept {
  /** When it was kept: an instant of ISO 8601. */
  at: string;
}

type Place = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** `what` names the page: a flow by its key, all else by its sort and key. */
const nameOf = (who: string, what: string) => `firmflow-unsaved ${who} ${what}`;

/** Where there is no room, or storing is forbidden, nothing is kept: it is still on the screen. */
export function keepUnsaved(place: Place, who: string, what: string, unsaved: Kept): void {
  try {
    place.setItem(nameOf(who, what), JSON.stringify(unsaved));
  } catch {
    // Nothing more can be done here.
  }
}

export function forgetUnsaved(place: Place, who: string, what: string): void {
  try {
    place.removeItem(nameOf(who, what));
  } catch {
    // It was never kept.
  }
}

/** What is not as it was kept (another program's, half written) is as good as nothing. */
export function readUnsaved<U extends Kept>(place: Place, who: string, what: string, isWhole: (read: Partial<U>) => boolean): U | null {
  try {
    const read = JSON.parse(place.getItem(nameOf(who, what)) ?? "null") as Partial<U> | null;
    return read && isWhole(read) && typeof read.at === "string" && !Number.isNaN(Date.parse(read.at)) ? (read as U) : null;
  } catch {
    return null;
  }
}

/** The keys of all of one sort that are kept for somebody. */
export function keysKept(place: Pick<Storage, "key" | "length">, who: string, sort: string): string[] {
  const before = nameOf(who, `${sort} `);
  try {
    const names = Array.from({ length: place.length }, (_, index) => place.key(index) ?? "");
    return names.filter((name) => name.startsWith(before)).map((name) => name.slice(before.length));
  } catch {
    return [];
  }
}
