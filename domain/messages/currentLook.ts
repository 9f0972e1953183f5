import { type Scope, withScope } from "../base/index.ts";
import { everyFirm } from "../firms/index.ts";
import { type Language, languages, type Variant } from "./blocks.ts";
import { type Compiled, compileVariant, madeOf } from "./compile.ts";
import { MessageTemplateModel, type MessageTemplateRecord } from "./model.ts";

/**
 * A message looks as mail looks now, whenever it was saved: what it says is its version's and never changes, how it looks is the program's.
 * What an earlier program compiled is compiled anew when a worker begins, and until then before it is sent; then it is kept by this process
 * alone, so that two releases side by side don't undo each other's work. What can't be compiled any more stays as it was.
 */
interface Stored {
  id: string;
  variant: Variant;
  language: Language;
  compiled: Compiled;
}

const renewed = new Map<string, Promise<Compiled>>();
const mostKept = 200;

export async function inCurrentLook({ id, variant, language, compiled }: Stored): Promise<Compiled> {
  if (isCurrent(variant, language, compiled)) return compiled;
  const key = `${id}|${language}`;
  const known = renewed.get(key);
  if (known) return await known;
  const making = compileVariant(variant, language).catch(() => compiled);
  if (renewed.size >= mostKept) renewed.clear();
  renewed.set(key, making);
  return await making;
}

function isCurrent(variant: Variant, language: Language, compiled: Pick<Compiled, "madeOf"> | undefined): boolean {
  try {
    return compiled?.madeOf === madeOf(variant, language);
  } catch {
    return false;
  }
}

/** Compiles anew what was compiled in an earlier look, of all firms. Where there is nothing such, it only reads. `signal` ends it between two. */
export async function renewLooks(onError: (error: unknown) => void, signal: AbortSignal): Promise<void> {
  for (const scope of await everyFirm()) {
    for (const id of await withScope(scope, staleIds)) {
      if (signal.aborted) return;
      await renew(scope, id).catch(onError);
    }
  }
}

/** Newest first: those are sent. Within a scope. */
async function staleIds(): Promise<string[]> {
  const rows = await MessageTemplateModel.find({}, { content: 1, "compiled.en.madeOf": 1, "compiled.es.madeOf": 1 })
    .sort({ createdAt: -1 })
    .lean<(Pick<MessageTemplateRecord, "content" | "compiled"> & { _id: string })[]>();
  return rows.filter((row) => !isWholeCurrent(row)).map((row) => row._id);
}

function isWholeCurrent({ content, compiled }: Pick<MessageTemplateRecord, "content" | "compiled">): boolean {
  return languages.every((language) => {
    const variant = content.variants[language];
    return !variant || isCurrent(variant, language, compiled[language]);
  });
}

async function renew(scope: Scope, id: string): Promise<void> {
  const row = await withScope(scope, () => MessageTemplateModel.findById(id).lean());
  // Another worker may have done it meanwhile.
  if (!row || isWholeCurrent(row)) return;
  const compiled: MessageTemplateRecord["compiled"] = {};
  for (const language of languages) {
    const variant = row.content.variants[language];
    if (variant) compiled[language] = await compileVariant(variant, language);
  }
  await withScope(scope, () => MessageTemplateModel.updateOne({ _id: id }, { $set: { compiled } }, { timestamps: false }));
}
