import type { ColumnField, Form, FormField, FormGroup, Language, Option, Text } from "../../../engine/forms/index.ts";

/** Edits of a form: pure, each gives a new form. What this editor does not show (notes, longer conditions) stays as it was. */

export const kinds: { value: FormField["kind"]; label: string }[] = [
  { value: "text", label: "Text" },
  { value: "email", label: "Email" },
  { value: "phone", label: "Phone" },
  { value: "number", label: "Number" },
  { value: "money", label: "Amount in dollars" },
  { value: "date", label: "Date" },
  { value: "choice", label: "One of several" },
  { value: "choices", label: "Several of several" },
  { value: "yesNo", label: "Yes or no" },
  { value: "address", label: "Address" },
  { value: "file", label: "File or photo" },
  { value: "table", label: "List of things" },
  { value: "consent", label: "Consent box" },
];

/** A text as it stands in one language; empty where it was not written in it. */
export const textIn = (text: Text | undefined, language: Language): string =>
  text === undefined ? "" : typeof text === "string" ? (language === "en" ? text : "") : (text[language] ?? "");

export function withText(text: Text | undefined, language: Language, written: string): Text {
  const en = textIn(text, "en");
  const es = textIn(text, "es");
  const next = language === "en" ? { en: written, es } : { en, es: written };
  return next.es ? next : next.en;
}

/** A key made once from a label: `Date of birth` → `dateOfBirth`, with a number where it is taken. */
export function keyFor(label: string, taken: readonly string[]): string {
  const words = label
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}\s]/gu, "")
    .replace(/[^A-Za-z0-9\s]/g, "")
    .trim()
    .split(/\s+/)
    .slice(0, 5);
  const joined = words
    .map((word, index) => (index === 0 ? word.toLowerCase() : word.charAt(0).toUpperCase() + word.slice(1).toLowerCase()))
    .join("");
  const base = /^[A-Za-z]/.test(joined) ? joined.slice(0, 50) : "question";
  const used = [...taken, "you", "client", "spouse", "firm", "row"];
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? base : `${base}${number}`;
    if (!used.includes(key)) return key;
  }
}

/** All keys a new question may not have: those of the form's questions. */
export const keysOf = (form: Form): string[] => form.groups.flatMap((group) => group.fields.map((field) => field.key));

/** A question of a kind, with what that kind needs to begin with. */
export function newField(kind: FormField["kind"], key: string, label: Text): FormField {
  const options: Option[] = [
    { value: "one", label: "First answer" },
    { value: "two", label: "Second answer" },
  ];
  switch (kind) {
    case "choice":
    case "choices":
      return { kind, key, label, options };
    case "table":
      return { kind, key, label, row: "entry", columns: [{ kind: "text", key: "name", label: "Name", required: true }] };
    case "consent":
      return { kind, key, label, channel: "text" };
    default:
      return { kind, key, label };
  }
}

/** The same question as another kind: what both have in common stays. */
export function asKind(field: FormField, kind: FormField["kind"]): FormField {
  const { key, label, hint, required, when, saveTo, sensitive, half } = field;
  const common = { hint, required, when, saveTo, sensitive, half };
  const kept = Object.fromEntries(Object.entries(common).filter(([, value]) => value !== undefined));
  return { ...newField(kind, key, label), ...kept };
}

/** Answers to choose from as lines: the values of answers that stay where they were are kept, whatever they are called now. */
export function optionsFrom(lines: string, before: readonly Option[], language: Language): Option[] {
  const labels = lines.split("\n");
  const taken: string[] = [];
  return labels.map((label, index) => {
    const same =
      before.find((one) => textIn(one.label, language) === label.trim()) ?? (labels.length === before.length ? before[index] : undefined);
    const value = same && !taken.includes(same.value) ? same.value : keyFor(label, taken);
    taken.push(value);
    return same && value === same.value
      ? { ...same, label: withText(same.label, language, label) }
      : { value, label: withText(undefined, language, label) };
  });
}

export const tidyOptions = (options: readonly Option[]): Option[] =>
  options.filter((one) => textIn(one.label, "en").trim() || textIn(one.label, "es").trim());

export function moved<T>(list: readonly T[], from: number, by: -1 | 1): T[] {
  const to = from + by;
  const item = list[from];
  if (item === undefined || to < 0 || to >= list.length) return [...list];
  const rest = list.filter((_one, index) => index !== from);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}
export const replaced = <T>(list: readonly T[], at: number, item: T): T[] => list.map((one, index) => (index === at ? item : one));
export const without = <T>(list: readonly T[], at: number): T[] => list.filter((_one, index) => index !== at);

export const emptyGroup = (keys: readonly string[]): FormGroup => ({ key: keyFor("screen", keys), title: "New screen", fields: [] });

/** What a new form begins with. */
export const emptyForm = (title: string): Form => ({
  format: "firmflow-form/1",
  title,
  groups: [{ key: "screen", title: "First screen", fields: [] }],
});

/** A simple condition: an earlier question has this answer. Null where it is more than that. */
export function simpleWhen(when: FormField["when"]): { key: string; value: string | boolean } | null {
  const parts = when?.["=="];
  if (!Array.isArray(parts) || parts.length !== 2) return null;
  const [left, value] = parts as unknown[];
  const key = typeof left === "object" && left !== null ? (left as Record<string, unknown>)["var"] : undefined;
  return typeof key === "string" && (typeof value === "string" || typeof value === "boolean") ? { key, value } : null;
}
export const isColumnKind = (kind: FormField["kind"]): kind is ColumnField["kind"] => kind !== "table" && kind !== "consent";
