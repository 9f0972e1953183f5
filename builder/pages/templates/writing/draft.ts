import type { Block, Language, MessageContent, Variant } from "../../../../domain/messages/index.ts";
/** A message while it is written: each part has an id, so that it stays itself when it is moved. */
export interface DraftBlock {
  id: string;
  block: Block;
}
export interface DraftVariant extends Omit<Variant, "body"> {
  body: DraftBlock[];
}
export interface Draft extends Omit<MessageContent, "variants"> {
  variants: Partial<Record<Language, DraftVariant>>;
}

let made = 0;
export const aPart = (block: Block): DraftBlock => {
  made += 1;
  return { id: `part-${made}`, block };
};

export const draftVariant = (variant: Variant): DraftVariant => ({ ...variant, body: variant.body.map(aPart) });

export const draftOf = (content: MessageContent): Draft => ({
  ...content,
  variants: Object.fromEntries(
    Object.entries(content.variants).map(([language, variant]) => [language, draftVariant(variant)]),
  ) as Draft["variants"],
});

/** As it is saved: parts that say nothing are left out. `ids` tells which part is which, for problems that name a place. */
export function contentOf(draft: Draft): { content: MessageContent; ids: Partial<Record<Language, string[]>> } {
  const ids: Partial<Record<Language, string[]>> = {};
  const variants: MessageContent["variants"] = {};
  for (const language of Object.keys(draft.variants) as Language[]) {
    const variant = draft.variants[language];
    if (!variant) continue;
    const kept = variant.body.map(({ id, block }) => ({ id, block: tidied(block) })).filter(({ block }) => saysSomething(block));
    ids[language] = kept.map(({ id }) => id);
    const { plain, preheader, ...rest } = variant;
    variants[language] = {
      ...rest,
      ...(preheader?.trim() ? { preheader } : {}),
      ...(plain?.trim() ? { plain } : {}),
      body: kept.map(({ block }) => block),
    };
  }
  return { content: { ...draft, variants }, ids };
}

/** Parts and lines left empty while writing are gone. */
export const saidIn = (body: Block[]): Block[] => body.map(tidied).filter(saysSomething);

function tidied(block: Block): Block {
  switch (block.type) {
    case "list":
      return { ...block, items: block.items.filter((one) => one.trim()) };
    case "steps":
      return { ...block, items: block.items.filter(({ title, text }) => title || text).map(tidyStep) };
    case "card":
      return { ...block, rows: block.rows.filter((one) => one.trim()) };
    default:
      return block;
  }
}

const tidyStep = ({ title, text }: { title: string; text?: string }) => (text?.trim() ? { title, text } : { title });

function saysSomething(block: Block): boolean {
  switch (block.type) {
    case "heading":
    case "text":
    case "note":
      return block.text.trim() !== "";
    case "list":
    case "steps":
      return block.items.length > 0;
    default:
      return true;
  }
}

/** One of them so many places further; at the ends it stays. */
export function moved<T>(list: T[], index: number, by: number): T[] {
  const to = Math.max(0, Math.min(list.length - 1, index + by));
  const rest = [...list];
  const [one] = rest.splice(index, 1);
  if (one !== undefined) rest.splice(to, 0, one);
  return rest;
}
