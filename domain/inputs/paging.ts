import { invalidField } from "../base/index.ts";

type Value = string | number | null;

/** A place in a sorted list: the sort value and id of the last row seen. Opaque to whoever pages. */
export function cursorOf(value: Date | Value, id: string): string {
  return Buffer.from(JSON.stringify([value instanceof Date ? value.getTime() : value, id])).toString("base64url");
}

export function readCursor(cursor: string): { value: Value; id: string } {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (
      Array.isArray(parsed) &&
      parsed.length === 2 &&
      typeof parsed[1] === "string" &&
      (parsed[0] === null || typeof parsed[0] !== "object")
    )
      return { value: parsed[0] as Value, id: parsed[1] };
  } catch {
    // Falls through to the sentence below.
  }
  throw invalidField("/cursor", "This place in the list is no longer valid. Start from the first page.");
}

type Order = "oldest" | "newest";

/** By a date, the oldest or the newest first; those of one moment by their ids. */
export const byDate =
  <Row extends { _id: string }>(dateOf: (row: Row) => Date, first: Order) =>
  (one: Row, other: Row): number => {
    const later = dateOf(one).getTime() - dateOf(other).getTime() || (one._id < other._id ? -1 : 1);
    return first === "oldest" ? later : -later;
  };

/** What comes after the last one seen in such an order; all, without a cursor. */
export function pastCursor<Row extends { _id: string }>(
  cursor: string | undefined,
  dateOf: (row: Row) => Date,
  first: Order,
): (row: Row) => boolean {
  if (!cursor) return () => true;
  const { value, id } = readCursor(cursor);
  return (row) => {
    const later = dateOf(row).getTime() - Number(value) || (row._id === id ? 0 : row._id < id ? -1 : 1);
    return first === "oldest" ? later > 0 : later < 0;
  };
}
