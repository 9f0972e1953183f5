/** A merge field as its chip shows it: `{{ contact.firstName | default: 'there' }}` is First name, or “there”. */
export interface FieldTag {
  path: string;
  /** How a date, a time or an amount is written: `when`, `day`, `longDay`, `time`, `money`. */
  shown?: string;
  /** What stands there where the field is empty. */
  fallback?: string;
  /** Filters written by hand, kept as they are. */
  rest: string[];
}

export const shownAs: Record<string, string> = {
  when: "Day and time",
  day: "Day",
  longDay: "Day with year",
  time: "Time",
  money: "Amount",
};

/** Null for what is no plain field: it is kept as it is. */
export function readTag(source: string): FieldTag | null {
  const inside = /^\{\{-?([\s\S]*?)-?\}\}$/.exec(source.trim())?.[1];
  if (inside === undefined) return null;
  const [path = "", ...filters] = apart(inside);
  if (!/^[A-Za-z][\w.-]*$/.test(path)) return null;
  const tag: FieldTag = { path, rest: [] };
  for (const filter of filters) {
    const fallback = /^default:\s*(?:'([^']*)'|"([^"]*)")$/.exec(filter);
    const known = Object.keys(shownAs).find((name) => filter === name || filter.startsWith(`${name}:`));
    if (fallback) tag.fallback = fallback[1] ?? fallback[2] ?? "";
    else if (known && tag.shown === undefined) tag.shown = filter;
    else tag.rest.push(filter);
  }
  return tag;
}

export function tagOf({ path, shown, fallback, rest }: FieldTag): string {
  const filters = [...(shown ? [shown] : []), ...rest, ...(fallback ? [`default: ${quoted(fallback)}`] : [])];
  return `{{ ${[path, ...filters].join(" | ")} }}`;
}

/** Liquid has no way to write both quotation marks in one text. */
const quoted = (text: string) => {
  const plain = text.replace(/[{}\r\n]/g, " ");
  return plain.includes("'") ? `"${plain.replaceAll('"', "”")}"` : `'${plain}'`;
};

/** Split at bars, but not within quotation marks. */
function apart(text: string): string[] {
  const parts = text.match(/(?:'[^']*'|"[^"]*"|[^|'"])+/g) ?? [];
  return parts.map((part) => part.trim());
}

/** The words on a chip. */
export function chipWords(source: string, nameOf: (path: string) => string): string {
  const tag = readTag(source);
  if (!tag) return logicWords(source);
  const other = tag.rest
    .find((filter) => filter.startsWith("default:"))
    ?.slice("default:".length)
    .trim();
  const fallback = tag.fallback === undefined ? (other ? nameOf(other) : "") : `“${tag.fallback}”`;
  return `${nameOf(tag.path)}${fallback ? ` or ${fallback}` : ""}`;
}

function logicWords(source: string): string {
  const inside = source.replace(/^\{[{%]-?\s*|\s*-?[%}]\}$/g, "");
  const condition = /^(?:if|elsif)\s+([\s\S]*)$/.exec(inside)?.[1];
  if (condition) return `${inside.startsWith("elsif") ? "else if" : "if"} ${condition}`;
  const words: Record<string, string> = { endif: "end if", else: "else", endfor: "end of each", endunless: "end unless" };
  return words[inside] ?? inside;
}
