/**
 * Light markup over Liquid texts: `**bold**`, `*italic*`, `[label](address)`, an empty line for a paragraph. Read in one place for the mail,
 * its plain-text part and the editor, so that what is written is what arrives.
 */

/** A stretch of text that looks the same throughout, or one Liquid tag. Line breaks stand in `text`. */
export interface Span {
  text: string;
  /** `{{ … }}` or `{% … %}`, as it was written. */
  liquid?: true;
  bold?: true;
  italic?: true;
  href?: string;
}

const tag = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;
const link = /\[([^\]\n]+)\]\(([^()\s]+)\)/g;
const bold = /\*\*([^*\n]+)\*\*/g;
const italic = /\*([^*\n]+)\*/g;
const safeAddress = /^(https?:|mailto:|tel:|\uE000)/i;
/** Marks that nobody writes: a tag, the beginnings and ends of link, bold and italic. */
const ours = /[\uE000-\uE00F]/g;
const piece = /\uE000(\d+)\uE001|\uE002(\d+)\uE003|[\uE004-\uE008]|[^\uE000-\uE00F]+/g;

export function spansOf(text: string): Span[] {
  const tags: string[] = [];
  const addresses: string[] = [];
  const marked = text
    .replace(ours, "")
    .replace(tag, (found) => `\uE000${tags.push(found) - 1}\uE001`)
    .replace(link, (whole, label: string, address: string) =>
      safeAddress.test(address) ? `\uE002${addresses.push(address) - 1}\uE003${label}\uE004` : whole,
    )
    .replace(bold, "\uE005$1\uE006")
    .replace(italic, "\uE007$1\uE008");
  const restored = (address: string) => address.replace(/\uE000(\d+)\uE001/g, (_, index: string) => tags[Number(index)] ?? "");
  const spans: Span[] = [];
  const now: Pick<Span, "bold" | "italic" | "href"> = {};
  for (const [found, tagAt, addressAt] of marked.matchAll(piece)) {
    if (tagAt !== undefined) spans.push({ text: tags[Number(tagAt)] ?? "", liquid: true, ...now });
    else if (addressAt !== undefined) now.href = restored(addresses[Number(addressAt)] ?? "");
    else if (found === "\uE004") delete now.href;
    else if (found === "\uE005") now.bold = true;
    else if (found === "\uE006") delete now.bold;
    else if (found === "\uE007") now.italic = true;
    else if (found === "\uE008") delete now.italic;
    else if (found !== between) spans.push({ text: found.replaceAll(between, ""), ...now });
  }
  return spans;
}

/** The text that reads as these spans. */
export function markupOf(spans: Span[]): string {
  return grouped(spans, "href")
    .map((linked) => {
      const inside = grouped(linked, "look").map(withLook).reduce(apart, "");
      const href = linked[0]?.href;
      return href && inside.trim() ? `[${inside.replace(/[\]\n]/g, " ")}](${addressText(href)})` : inside;
    })
    .join("");
}

/** Stars of two looks that meet within a word would be read as other stars: something nobody sees stands between them. */
const apart = (before: string, next: string): string => before + (before.endsWith("*") && next.startsWith("*") ? between : "") + next;
const between = "\u2060";

/** Brackets and spaces would end the address early; within a Liquid tag they do not. */
const addressText = (href: string) =>
  href
    .split(/(\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\})/)
    .map((part, index) =>
      index % 2 === 1
        ? part
        : part
            .replace(/[()\s]/g, encodeURIComponent)
            .replaceAll("(", "%28")
            .replaceAll(")", "%29"),
    )
    .join("");

/** Bold and italic do not reach over the end of a line. */
function withLook(spans: Span[]): string {
  const text = spans.map((span) => span.text).join("");
  const mark = (spans[0]?.italic ? "*" : "") + (spans[0]?.bold ? "**" : "");
  if (!mark) return text;
  const back = [...mark].reverse().join("");
  return text
    .split("\n")
    .map((line) => (line === "" ? "" : `${mark}${line}${back}`))
    .join("\n");
}

function grouped(spans: Span[], by: "href" | "look"): Span[][] {
  const groups: Span[][] = [];
  const same = (a: Span, b: Span) => (by === "href" ? a.href === b.href : a.bold === b.bold && a.italic === b.italic);
  for (const span of spans) {
    const last = groups.at(-1);
    if (last?.[0] && same(last[0], span)) last.push(span);
    else groups.push([span]);
  }
  return groups;
}

export const paragraphsOf = (text: string): string[] =>
  text
    .split(/\r?\n[ \t]*\r?\n/)
    .map((one) => one.trim())
    .filter(Boolean);
