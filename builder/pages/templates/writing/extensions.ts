import { type Extensions, Mark, Node, nodeInputRule } from "@tiptap/core";
import { Bold } from "@tiptap/extension-bold";
import { Document } from "@tiptap/extension-document";
import { HardBreak } from "@tiptap/extension-hard-break";
import { Italic } from "@tiptap/extension-italic";
import { Paragraph } from "@tiptap/extension-paragraph";
import { Text } from "@tiptap/extension-text";
import styles from "./Writing.module.css";

/** Liquid as chips: what fills a message in (`field`), and what decides whether a stretch of it stands (`logic`). */
const chip = (name: "field" | "logic", wordsOf: (source: string) => string) =>
  Node.create({
    name,
    group: "inline",
    inline: true,
    atom: true,
    selectable: true,
    addAttributes: () => ({ source: { default: "" } }),
    parseHTML: () => [{ tag: `span[data-${name}]`, getAttrs: (element) => ({ source: element.getAttribute(`data-${name}`) ?? "" }) }],
    renderHTML({ node }) {
      const source = String(node.attrs["source"]);
      return ["span", { [`data-${name}`]: source, class: name === "field" ? styles.chip : styles.logic, title: source }, wordsOf(source)];
    },
    renderText: ({ node }) => String(node.attrs["source"]),
    addInputRules() {
      const find = name === "field" ? /(\{\{[^{}]+\}\})$/ : /(\{%[^{}%]+%\})$/;
      return [nodeInputRule({ find, type: this.type, getAttributes: ([, source]) => ({ source }) })];
    },
  });

const safe = /^(https?:|mailto:|tel:|\{\{)/i;

/** A link that leads nowhere while it is written. What is pasted with an address that could run a program comes without it. */
const Link = Mark.create({
  name: "link",
  inclusive: false,
  addAttributes: () => ({ href: { default: "" } }),
  parseHTML: () => [
    {
      tag: "a[href], span[data-href]",
      getAttrs: (element) => {
        const href = element.getAttribute("data-href") ?? element.getAttribute("href") ?? "";
        return safe.test(href) && { href };
      },
    },
  ],
  renderHTML: ({ mark }) => ["span", { "data-href": String(mark.attrs["href"]), class: styles.link, title: String(mark.attrs["href"]) }, 0],
});

/** What a text may have: paragraphs (one alone where `single`), bold, italic, links and chips. */
export const extensionsFor = (single: boolean, wordsOf: (source: string) => string): Extensions => [
  single ? Document.extend({ content: "paragraph" }) : Document,
  Paragraph,
  Text,
  Bold,
  Italic,
  ...(single ? [] : [HardBreak]),
  Link,
  chip("field", wordsOf),
  chip("logic", wordsOf),
];
