import type { FieldChoice } from "../api/fields.ts";

/** What a field is set to at first that is chosen in place of another: what was said before, where it can hold that. Pure. */
export function valueFor(field: FieldChoice | undefined, before: unknown): unknown {
  if (before !== null && typeof before === "object") return before;
  if (field?.type === "boolean") return typeof before === "boolean" ? before : true;
  if (field?.type === "number") return typeof before === "number" ? before : 0;
  if (field?.options && !field.open && field.type !== "list") return field.options.some(({ value }) => value === before) ? before : "";
  if (field?.type === "date") return typeof before === "string" && /^\d{4}-\d\d-\d\d$/.test(before) ? before : "";
  return typeof before === "string" ? before : "";
}
