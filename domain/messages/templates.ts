import Type from "typebox";
import { check, conflict, emptyInput, isDuplicateKey, newId, notFound, operation, query, type Scope } from "../base/index.ts";
import { type Language, languages, MessageContent } from "./blocks.ts";
import { type Compiled, compileMessage } from "./compile.ts";
import { checkImages } from "./images.ts";
import { MessageTemplateModel } from "./model.ts";
import { namesGiven } from "./topics.ts";

const key = Type.String({ pattern: "^[A-Za-z][A-Za-z0-9_-]*$", maxLength: 80 });
const closed = { additionalProperties: false } as const;

/**
 * Saves a message as the next version of its key. Compiling is slow and pure: it happens before the transaction.
 * An unchanged content makes no new version; it looks as mail looks now.
 */
export async function saveMessageTemplate(
  scope: Scope,
  input: { key: string; content: MessageContent },
): Promise<{ key: string; version: number }> {
  const { content } = checked(input);
  const compiled = await compileMessage(content);
  await checkImages(scope, content);
  return await store(scope, { ...input, compiled: compiled as Record<string, unknown> });
}

const Input = Type.Object({ key, content: MessageContent }, closed);
const checked = (input: { key: string; content: MessageContent }) => check(Input, input);

const store = operation({
  name: "messages.saveTemplate",
  role: "builder",
  input: Type.Object({ key, content: MessageContent, compiled: Type.Record(Type.String(), Type.Unknown()) }, closed),
  run: async ({ key, content, compiled }, { actor }) => {
    const last = await MessageTemplateModel.findOne({ key }).sort({ version: -1 }).lean();
    if (last && same(last.content, content)) {
      if (!same(last.compiled, compiled))
        await MessageTemplateModel.updateOne({ _id: last._id }, { $set: { compiled } }, { timestamps: false });
      return { key, version: last.version };
    }
    const version = (last?.version ?? 0) + 1;
    try {
      await MessageTemplateModel.create([
        { _id: newId("messageTemplate"), key, version, content, compiled, by: { id: actor.id, name: actor.name } },
      ]);
    } catch (error) {
      if (isDuplicateKey(error))
        throw conflict("template-changed", "Somebody else saved this message just now. Open it again and make your change there.");
      throw error;
    }
    return { key, version };
  },
});

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The newest version of every key. */
export const listMessageTemplates = query({
  name: "messages.listTemplates",
  role: "viewer",
  input: emptyInput,
  run: async () => {
    const rows = await MessageTemplateModel.aggregate<{
      _id: string;
      version: number;
      content: MessageContent;
      createdAt: Date;
      by: { name: string };
    }>([
      { $sort: { key: 1, version: -1 } },
      {
        $group: {
          _id: "$key",
          version: { $first: "$version" },
          content: { $first: "$content" },
          createdAt: { $first: "$createdAt" },
          by: { $first: "$by" },
        },
      },
      { $sort: { "content.name": 1 } },
    ]);
    const named = await namesGiven();
    return rows.map(({ _id, version, content, createdAt, by }) => ({
      key: _id,
      version,
      name: content.name,
      purpose: content.purpose,
      ...(content.topic ? { topic: named(content.topic) } : {}),
      languages: Object.keys(content.variants),
      savedAt: createdAt.toISOString(),
      savedBy: by.name,
    }));
  },
});

export const readMessageTemplate = query({
  name: "messages.readTemplate",
  role: "viewer",
  input: Type.Object({ key, version: Type.Optional(Type.Integer({ minimum: 1 })) }, closed),
  run: async ({ key, version }) => {
    const found = await templateByKey(key, version);
    const { topic } = found.content;
    const named = await namesGiven();
    return {
      key: found.key,
      version: found.version,
      content: topic ? { ...found.content, topic: named(topic) } : found.content,
      savedAt: found.createdAt.toISOString(),
      savedBy: found.by.name,
    };
  },
});

/** Every version of a message, newest first: none is ever changed or lost. */
export const listMessageVersions = query({
  name: "messages.listVersions",
  role: "viewer",
  input: Type.Object({ key }, closed),
  run: async ({ key }) => {
    const rows = await MessageTemplateModel.find({ key }, { version: 1, content: 1, by: 1, createdAt: 1 })
      .sort({ version: -1 })
      .limit(200)
      .lean();
    if (rows.length === 0) throw notFound(`The message template "${key}"`);
    return rows.map(({ version, content, by, createdAt }) => ({
      version,
      name: content.name,
      savedAt: createdAt.toISOString(),
      savedBy: by.name,
    }));
  },
});

/** The keys there are, without what the messages say. Within a scope. */
export async function messageKeys(): Promise<string[]> {
  const rows = await MessageTemplateModel.find({}, { key: 1 }).lean();
  return [...new Set(rows.map((row) => row.key))];
}

/** The languages the newest version of each message is written in, by key. Within a scope. */
export async function messageLanguages(): Promise<Record<string, Language[]>> {
  const rows = await MessageTemplateModel.find({}, { key: 1, content: 1 }).sort({ version: 1 }).lean();
  return Object.fromEntries(rows.map(({ key, content }) => [key, languages.filter((one) => content.variants[one] !== undefined)]));
}

/** The version that a flow being published now pins; null when there is none. Within an operation or query. */
export async function latestMessageVersion(templateKey: string): Promise<number | null> {
  return (await MessageTemplateModel.findOne({ key: templateKey }, { version: 1 }).sort({ version: -1 }).lean())?.version ?? null;
}

/** Within a scope. */
export async function templateByKey(templateKey: string, version?: number) {
  const found = await MessageTemplateModel.findOne({ key: templateKey, ...(version ? { version } : {}) })
    .sort({ version: -1 })
    .lean();
  if (!found) throw notFound(`The message template "${templateKey}"${version ? `, version ${version},` : ""}`);
  return found;
}

/** The person's language where the template has it, else the firm's first that it has, else whichever it has. */
export function variantFor(
  compiled: Partial<Record<Language, Compiled>>,
  language: unknown,
  firms: readonly Language[] = ["en"],
): { language: Language; compiled: Compiled } | null {
  const theirs = typeof language === "string" ? languages.filter((one) => language.toLowerCase().startsWith(one)) : [];
  for (const one of [...theirs, ...firms, ...languages]) {
    const found = compiled[one];
    if (found) return { language: one, compiled: found };
  }
  return null;
}
