import type { FieldError } from "../base/index.ts";

/**
 * What never stands in a message, refused when it is saved. (Whatever fills it later is text: it is escaped, and a link it makes is looked
 * at once more before the message leaves.)
 */
const leads = /^(https?:\/\/|mailto:|tel:|\{\{|\{%)/i;
const program = /<\s*\/?\s*(script|iframe|object|embed|style|form|meta|link|svg)\b/i;
const hiddenProgram = /\]\(\s*(javascript|data|vbscript|file):/i;

/** An address that a button or picture leads to. */
export function addressProblems(to: string, path: string): FieldError[] {
  if (leads.test(to.trim())) return [];
  return [
    { path, message: `“${cut(to)}” is no address to lead to. Begin it with https://, mailto: or tel:, or choose a link of this message.` },
  ];
}

/** A text that carries a program, or a link to one. */
export function programProblems(text: string, path: string): FieldError[] {
  const tag = program.exec(text)?.[0];
  if (tag) return [{ path, message: `Programs can't stand in a message. Take “${cut(tag)}…” out of the text “${cut(text)}”.` }];
  const link = hiddenProgram.exec(text)?.[1];
  if (link)
    return [
      { path, message: `A link in the text “${cut(text)}” begins with ${link}: and could run a program. Let it begin with https://.` },
    ];
  return [];
}

const cut = (text: string) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
