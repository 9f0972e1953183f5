import { en, type WordKey, type Words } from "./en.ts";
import { es } from "./es.ts";

export const languages = { en: "English", es: "Español" } as const;
export type Language = keyof typeof languages;

const dictionaries: Record<Language, Words> = { en, es };

export type Values = Record<string, string | number>;

/** A sentence in a language, its `{places}` filled in. */
export function translate(language: Language, key: WordKey, values: Values = {}): string {
  return dictionaries[language][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

const known = (tag: string | null | undefined): Language | null => {
  const base = tag?.toLowerCase().split("-")[0];
  return base === "en" || base === "es" ? base : null;
};

/** The page's language: what was asked for in the address, else the contact's, else the browser's, else English. */
export function pickLanguage(asked: string | null, contact: string | null | undefined, browser: readonly string[]): Language {
  return known(asked) ?? known(contact) ?? browser.map(known).find((one) => one !== null) ?? "en";
}
