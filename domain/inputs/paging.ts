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
