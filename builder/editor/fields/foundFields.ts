/** The fields that can stand in a text, found by a few letters, and how they stand there. Pure. */
import type { FieldChoice } from "../api/fields.ts";

/** What can stand in a text: lists and whole answers cannot. */
const isText = ({ path, type }: FieldChoice) => !path.endsWith(".id") && type !== "list" && type !== "object";

/** Those in whose name or group all of the words are found. */
export function foundFields(fields: readonly FieldChoice[], text: string): FieldChoice[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return fields.filter((field) => isText(field) && words.every((word) => `${field.group} ${field.label}`.toLowerCase().includes(word)));
}

/** As it stands in a text: a date is told as people say it, a moment by the firm's clocks. */
export function mergeFieldOf({ path, type }: Pick<FieldChoice, "path" | "type">): string {
  const said = type === "dateTime" ? " | when: firm.zone" : type === "date" ? " | when" : "";
  return `{{ ${path}${said} }}`;
}
