/** Instants as text (`2026-01-05T15:00:00.000Z`) and as milliseconds since 1970, and nothing between the two but this file. */

const isoInstant = /^[+-]?\d{4,6}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;
/** The last instant with a four-digit year: text of later ones would not sort. */
const lastInstant = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
const firstInstant = Date.parse("0000-01-01T00:00:00Z");

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Milliseconds since 1970 of an instant with `Z` or an offset; null for anything else. */
export function parseInstant(text: unknown): number | null {
  if (typeof text !== "string" || !isoInstant.test(text)) return null;
  const ms = Date.parse(text);
  return Number.isFinite(ms) ? ms : null;
}

/** As `parseInstant`, with `otherwise` in place of null. */
export function msOf(text: unknown, otherwise = 0): number {
  return parseInstant(text) ?? otherwise;
}

/** Text of an instant; beyond the years 0 to 9999 the nearest end of them, so that it never throws and always sorts. */
export function instantOf(ms: number): string {
  const within = Number.isFinite(ms) ? Math.min(Math.max(Math.round(ms), firstInstant), lastInstant) : 0;
  return new Date(within).toISOString();
}

/** The later of two instants. */
export function laterOf(a: string, b: string): string {
  return msOf(a) >= msOf(b) ? a : b;
}
