/** How big and how deep a definition may be, found out before anything walks it. */
export const MAX_BYTES = 256 * 1024;
const MAX_DEPTH = 64;
const MAX_VALUES = MAX_BYTES;

/** True when nesting or number of values is beyond what any flow needs. Does not recurse, so it cannot run out of stack. */
export function isTooDeep(value: unknown): boolean {
  const pending: [unknown, number][] = [[value, 0]];
  let seen = 0;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [current, depth] = next;
    if (current === null || typeof current !== "object") continue;
    if (depth >= MAX_DEPTH || ++seen > MAX_VALUES) return true;
    for (const inner of Object.values(current)) pending.push([inner, depth + 1]);
  }
  return false;
}

/** Bytes of the definition as compact JSON in UTF-8. */
export function bytesOf(value: unknown): number {
  const text = JSON.stringify(value) ?? "";
  let bytes = text.length;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit > 0x7f) bytes += unit > 0x7ff && (unit < 0xd800 || unit > 0xdfff) ? 2 : 1;
  }
  return bytes;
}
