import Type from "typebox";
import { query } from "../base/index.ts";
import { byDate, closed, cursorOf, hasWords, page, pastCursor, questionWords, text } from "../inputs/index.ts";
import { type ContactFound, everyContact } from "./every.ts";
import { nameOf } from "./shape.ts";

const filters = { tag: Type.Optional(text(60)), source: Type.Optional(text(120)), language: Type.Optional(text(20)) };

/** Contacts, the newest first; with `q` those whose name, address or number starts with each of its words. */
export const listContacts = query({
  name: "contacts.list",
  role: "viewer",
  input: Type.Object({ q: Type.Optional(text(200)), ...filters, ...page }, closed),
  run: async ({ q, cursor, limit, ...narrow }) => {
    const words = q ? questionWords(q) : [];
    const all = (await foundContacts(words)).filter(fits(narrow));
    const found = words.length ? all : all.filter(pastCursor(cursor, madeAt, "newest")).sort(newest);
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    const contacts = shown.map(lineOf);
    return !words.length && found.length > limit && last ? { contacts, next: cursorOf(last.createdAt, last._id) } : { contacts };
  },
});

const madeAt = (one: ContactFound): Date => one.createdAt;
const newest = byDate(madeAt, "newest");

interface Narrow {
  tag?: string;
  source?: string;
  language?: string;
}
const fits =
  ({ tag, source, language }: Narrow) =>
  (one: ContactFound): boolean =>
    (!tag || one.tags.includes(tag)) && (!source || one.source === source) && (!language || one.language === language);

/** The ids of everybody the same question finds, so many at most. Within a query or operation. */
export async function contactIds({ q, ...narrow }: Narrow & { q?: string }, most: number): Promise<string[]> {
  const words = q ? questionWords(q) : [];
  const found = (await foundContacts(words)).filter(fits(narrow));
  return (words.length ? found : found.sort(newest)).slice(0, most).map((one) => one._id);
}

/** Those who have every word, by their names; all, where there is none. Within a query or operation. */
export async function foundContacts(words: readonly string[]): Promise<ContactFound[]> {
  const all = await everyContact();
  if (!words.length) return all;
  return all.filter((one) => hasWords(one.search, words)).sort((a, b) => (a.sortName < b.sortName ? -1 : 1));
}

/** A contact in a list. */
function lineOf(contact: ContactFound) {
  const { _id: id, email, phone, tags, source, language, createdAt, matterIds } = contact;
  return {
    id,
    name: nameOf(contact),
    email,
    phone,
    tags,
    source,
    language,
    createdAt,
    matters: matterIds.length,
    consent: givenOf(contact),
  };
}
export type ContactLine = ReturnType<typeof lineOf>;

const givenOf = ({ consent }: ContactFound) => ({ email: consent.email?.given ?? null, text: consent.text?.given ?? null });

/** What the filters of the list offer: the firm's tags and sources. */
export const contactFilters = query({
  name: "contacts.filters",
  role: "viewer",
  input: Type.Object({}, closed),
  run: async () => {
    const all = await everyContact();
    return { tags: words(all.flatMap((one) => one.tags)), sources: words(all.map((one) => one.source)) };
  },
});

const words = (values: (string | undefined)[]) => [...new Set(values)].filter((one): one is string => Boolean(one)).sort();
