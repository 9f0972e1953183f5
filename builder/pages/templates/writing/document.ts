import type { JSONContent } from "@tiptap/core";
import { markupOf, type Span, spansOf } from "../../../../engine/markup/index.ts";

/** Paragraphs of light markup as the editor's document, and back: the same text, for whatever was written in it. */
export const docOf = (paragraphs: readonly string[]): JSONContent => ({
  type: "doc",
  content: (paragraphs.length > 0 ? paragraphs : [""]).map((text) => ({ type: "paragraph", content: spansOf(text).flatMap(nodesOf) })),
});

function nodesOf({ text, liquid, bold, italic, href }: Span): JSONContent[] {
  const marks = [
    ...(href ? [{ type: "link", attrs: { href } }] : []),
    ...(bold ? [{ type: "bold" }] : []),
    ...(italic ? [{ type: "italic" }] : []),
  ];
  const looks = marks.length > 0 ? { marks } : {};
  if (liquid) return [{ type: text.startsWith("{%") ? "logic" : "field", attrs: { source: text }, ...looks }];
  return text
    .split("\n")
    .flatMap((line, index) => [...(index > 0 ? [{ type: "hardBreak" }] : []), ...(line ? [{ type: "text", text: line, ...looks }] : [])]);
}

export const paragraphsIn = (doc: JSONContent): string[] => (doc.content ?? []).map(({ content }) => markupOf((content ?? []).map(spanOf)));

function spanOf({ type, text, attrs, marks }: JSONContent): Span {
  const has = (name: string) => marks?.some((mark) => mark.type === name);
  const href: unknown = marks?.find((mark) => mark.type === "link")?.attrs?.["href"];
  return {
    text: type === "hardBreak" ? "\n" : type === "text" ? (text ?? "") : String(attrs?.["source"] ?? ""),
    ...(type === "field" || type === "logic" ? { liquid: true as const } : {}),
    ...(has("bold") ? { bold: true as const } : {}),
    ...(has("italic") ? { italic: true as const } : {}),
    ...(typeof href === "string" ? { href } : {}),
  };
}
