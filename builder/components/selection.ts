/** Which rows are selected, and from where a Shift selection reaches. */
export interface Selection {
  keys: ReadonlySet<string>;
  anchor: string | null;
}

export const noSelection: Selection = { keys: new Set(), anchor: null };

export const selectAll = (keys: string[]): Selection => ({ keys: new Set(keys), anchor: keys[0] ?? null });

/** One row on or off; the next Shift selection reaches from here. */
export function toggle(selection: Selection, key: string): Selection {
  const keys = new Set(selection.keys);
  if (!keys.delete(key)) keys.add(key);
  return { keys, anchor: key };
}

/** Everything from the anchor to `key`, both included, is selected as well. Without an anchor in the list it is a plain toggle. */
export function toggleRange(selection: Selection, order: string[], key: string): Selection {
  const from = selection.anchor === null ? -1 : order.indexOf(selection.anchor);
  const to = order.indexOf(key);
  if (from < 0 || to < 0) return toggle(selection, key);
  const range = order.slice(Math.min(from, to), Math.max(from, to) + 1);
  return { keys: new Set([...selection.keys, ...range]), anchor: selection.anchor };
}
