import Type from "typebox";
import { clock, query, remembered, type Stored } from "../base/index.ts";
import { closed, hasWords, newestFirst, page, questionWords, startingWith, text } from "../inputs/index.ts";
import { ContactModel, type ContactRecord } from "./model.ts";
import { nameOf } from "./shape.ts";

/** How many are looked at for one question; whoever has more writes another word. */
const mostFound = 1_000;

const filters = { tag: Type.Optional(text(60)), source: Type.Optional(text(120)), language: Type.Optional(text(20)) };

/** Contacts, the newest first; with `q` those whose name, address or number starts with each of its words. */
export const listContacts = query({
  name: "contacts.list",
  role: "viewer",
  input: Type.Object({ q: Type.Optional(text(200)), ...filters, ...page }, closed),
  run: async ({ q, tag, source, language, cursor, limit }) => {
    const narrow = narrowBy({ tag, source, language });
    const words = q ? questionWords(q) : [];
    if (words.length) return { contacts: (await foundContacts(words, narrow)).slice(0, limit).map(lineOf) };
    const { rows, next } = await newestFirst(
      "createdAt",
      (one: Stored<ContactRecord>) => one.createdAt,
      { ...(cursor ? { cursor } : {}), limit, now: clock.now() },
      async (window) =>
        (await ContactModel.find({ ...window, ...narrow })
          .sort({ createdAt: -1 })
          .limit(limit + 50)
          .lean()) as Stored<ContactRecord>[],
    );
    return { contacts: rows.map(lineOf), ...(next ? { next } : {}) };
  },
});

const narrowBy = ({ tag, source, language }: { tag?: string | undefined; source?: string | undefined; language?: string | undefined }) => ({
  ...(tag ? { tags: tag } : {}),
  ...(source ? { source } : {}),
  ...(language ? { language } : {}),
  deletedAt: null,
});

/** The ids of everybody the same question finds, so many at most. Within a query or operation. */
export async function contactIds(asked: { q?: string; tag?: string; source?: string; language?: string }, most: number): Promise<string[]> {
  const narrow = narrowBy(asked);
  const words = asked.q ? questionWords(asked.q) : [];
  if (words.length) return (await foundContacts(words, narrow)).map((one) => one._id);
  const rows = await ContactModel.find(narrow, { _id: 1 }).sort({ createdAt: -1 }).limit(most).lean();
  return rows.map((one) => one._id);
}

/** Those who have every word, the longest of which the index finds. Within a query or operation. */
export async function foundContacts(
  words: string[],
  narrow: Record<string, unknown> = { deletedAt: null },
): Promise<Stored<ContactRecord>[]> {
  const rows = (await ContactModel.find({ ...startingWith(words[0] ?? ""), deletedAt: null })
    .limit(mostFound)
    .lean()) as Stored<ContactRecord>[];
  const { deletedAt: _shown, tags, ...same } = narrow;
  return rows
    .filter((one) => hasWords(one.search, words))
    .filter(
      (one) =>
        (tags === undefined || one.tags.includes(String(tags))) &&
        Object.entries(same).every(([name, value]) => one[name as "source"] === value),
    )
    .sort((a, b) => (a.sortName < b.sortName ? -1 : 1));
}

/** A contact in a list. */
function lineOf(contact: Stored<ContactRecord>) {
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

const givenOf = ({ consent }: ContactRecord) => ({ email: consent.email?.given ?? null, text: consent.text?.given ?? null });

/** What the filters of the list offer: the firm's tags and sources. */
export const contactFilters = query({
  name: "contacts.filters",
  role: "viewer",
  input: Type.Object({}, closed),
  run: async () => {
    const { tags, sources } = await remembered("contacts.filters", ({ of }) => of > manyContacts, readFilters);
    return { tags, sources };
  },
});
/** From so many on, a tag or source that is new may be offered a moment later. */
const manyContacts = 5_000;

/** In one reading of everybody. Within a scope. */
async function readFilters(): Promise<{ tags: string[]; sources: string[]; of: number }> {
  const rows = await ContactModel.aggregate<{ _id: { tags?: string[]; source?: string }; count: number }>([
    { $match: { deletedAt: null } },
    { $group: { _id: { tags: "$tags", source: "$source" }, count: { $sum: 1 } } },
  ]);
  const words = (values: (string | undefined)[]) => [...new Set(values)].filter((one): one is string => Boolean(one)).sort();
  return {
    tags: words(rows.flatMap(({ _id }) => _id.tags ?? [])),
    sources: words(rows.map(({ _id }) => _id.source)),
    of: rows.reduce((sum, { count }) => sum + count, 0),
  };
}
