import type { Block, Language } from "./blocks.ts";
import { Aside, inlinePlain, paragraphs } from "./markup.ts";
import { layoutWords } from "./words.ts";

/** The plain-text part of a message, as Liquid: the same words in the same order, addresses written out. */
export function plainBody(blocks: Block[]): string {
  const aside = new Aside();
  const signed = blocks.some((block) => block.type === "signature");
  const all: Block[] = signed ? blocks : [...blocks, { type: "signature" }];
  const body = all.map((block) => {
    const text = `${blockPlain(block, aside)}\n\n`;
    return block.if ? `${aside.mark(`{% if ${block.if} %}`)}${text}${aside.mark("{% endif %}")}` : text;
  });
  return aside.restore(body.join("")).trimEnd();
}

/** What follows it: whose it is, and of marketing the way out. Whatever somebody wrote above. */
export function plainFoot(language: Language): string {
  const words = layoutWords[language];
  const firm =
    "--\n{% if mail.advertising %}{{ mail.advertising }} {% endif %}{{ mail.firmLine }}{% for line in mail.address %}\n{{ line }}{% endfor %}{% for line in mail.footer %}\n{{ line }}{% endfor %}\n";
  const out = `{% if mail.preferencesUrl %}\n${words.why}\n${words.plainUnsubscribe}: {{ mail.preferencesUrl }}\n{% endif %}`;
  return `${firm}${out}`;
}

function blockPlain(block: Block, aside: Aside): string {
  const inline = (text: string) => inlinePlain(text, aside);
  switch (block.type) {
    case "heading":
      return inline(block.text);
    case "text":
    case "note":
      return paragraphs(block.text).map(inline).join("\n\n");
    case "list":
      return block.items.map((item) => `- ${inline(item)}`).join("\n");
    case "steps":
      return block.items
        .map((item, index) => `${index + 1}. ${inline(item.title)}${item.text ? `\n   ${inline(item.text).replace(/\n/g, "\n   ")}` : ""}`)
        .join("\n");
    case "card":
      return [block.title, block.text, ...block.rows]
        .filter((one) => one !== undefined)
        .map(inline)
        .join("\n");
    case "button":
      return `${inline(block.label)}:\n${aside.hide(block.to)}`;
    case "image":
      return block.to ? `${inline(block.alt)}:\n${aside.hide(block.to)}` : `[${inline(block.alt)}]`;
    case "divider":
      return "- - -";
    case "signature":
      return aside.mark(
        "{% for line in mail.closing %}{{ line }}\n{% endfor %}{{ mail.signer.name }}{% if mail.signer.title %}\n{{ mail.signer.title }}{% endif %}{% if mail.signer.phone %}\n{{ mail.signer.phone }}{% endif %}",
      );
  }
}
