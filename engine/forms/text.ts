import type { Answers, FormPeople, Language, Row, Text } from "./types.ts";

/** What texts may name: people, answers, the row at hand. */
export interface Around {
  answers: Answers;
  people?: FormPeople;
  row?: Row;
}

/** A text in the reader's language, the firm's first where there is none, with its `{{ … }}` filled. */
export function say(text: Text | undefined, language: Language, around: Around): string {
  if (text === undefined) return "";
  const own = typeof text === "string" ? text : (text[language] ?? text.en);
  return own.replace(/\{\{\s*([\w.]+)\s*(?:\|\s*default:\s*"([^"]*)")?\s*\}\}/g, (_all, path: string, otherwise?: string) => {
    const value = valueAt(path, around);
    return value === undefined || value === "" ? (otherwise ?? "") : value;
  });
}

/** The data conditions are judged by: answers at the top, beside them the people and the row. */
export function dataOf({ answers, people, row }: Around): Record<string, unknown> {
  return { ...answers, ...people, ...(row ? { row } : {}) };
}

function valueAt(path: string, around: Around): string | undefined {
  let value: unknown = dataOf(around);
  for (const part of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string, unknown>)[part];
  }
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}
