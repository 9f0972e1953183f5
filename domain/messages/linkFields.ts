import { MessageTemplateModel } from "./model.ts";

export type LinkField = ["book" | "form", string];

/** What a message's links lead to, by kind and key: `{{ links.book.<appointment type> }}` and `{{ links.form.<form> }}`. Within a scope. */
export async function linkFieldsOf(key: string, version?: number): Promise<LinkField[]> {
  const found = await MessageTemplateModel.findOne({ key, ...(version ? { version } : {}) }, { content: 1 })
    .sort({ version: -1 })
    .lean();
  return found ? linkFieldsIn(found.content) : [];
}

export function linkFieldsIn(content: unknown): LinkField[] {
  const found = JSON.stringify(content ?? {}).matchAll(/\blinks\.(book|form)\.([A-Za-z][A-Za-z0-9_-]*)/g);
  const texts = new Set([...found].map(([, sort, key]) => `${sort} ${key}`));
  return [...texts].map((text) => text.split(" ") as LinkField);
}
