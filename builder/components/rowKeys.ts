/** Where a key moves to in a list of `count` rows of which `page` are seen at once, or null for keys that do not move. */
export function rowForKey(key: string, index: number, count: number, page: number): number | null {
  const targets: Record<string, number> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    PageDown: index + page,
    PageUp: index - page,
    Home: 0,
    End: count - 1,
  };
  const target = targets[key];
  return target === undefined ? null : Math.max(0, Math.min(count - 1, target));
}
