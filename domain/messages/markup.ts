import { escapeHtml } from "../../engine/conditions/index.ts";
import { type Span, spansOf } from "../../engine/markup/index.ts";

export { paragraphsOf as paragraphs } from "../../engine/markup/index.ts";

/** Light markup as mail. Liquid tags are set aside first, so that neither escaping nor MJML can touch them, and put back into the compiled page. */
const tag = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;

/** Liquid pieces set aside, each under a mark that nothing else writes. */
export class Aside {
  private readonly pieces: string[] = [];

  mark(piece: string): string {
    this.pieces.push(piece);
    return `\uE000${this.pieces.length - 1}\uE001`;
  }

  hide(text: string): string {
    return text.replace(/[\uE000\uE001]/g, "").replace(tag, (piece) => this.mark(piece));
  }

  /** Everything back in its place. */
  restore(text: string): string {
    return text.replace(/\uE000(\d+)\uE001/g, (_, index: string) => this.pieces[Number(index)] ?? "");
  }
}

/** One run of text as HTML. `linkStyle` is put on links. */
export function inlineHtml(text: string, aside: Aside, linkStyle = ""): string {
  const style = linkStyle ? ` style="${linkStyle}"` : "";
  return byAddress(spansOf(text))
    .map(({ href, spans }) => {
      const inside = spans.map((span) => lookHtml(span, aside)).join("");
      return href === undefined ? inside : `<a href="${escapeHtml(aside.hide(href))}"${style}>${inside}</a>`;
    })
    .join("");
}

function lookHtml({ text, liquid, bold, italic }: Span, aside: Aside): string {
  const plain = liquid ? aside.mark(text) : escapeHtml(text).replace(/\r?\n/g, "<br>");
  const slanted = italic ? `<i>${plain}</i>` : plain;
  return bold ? `<b>${slanted}</b>` : slanted;
}

/** The same for the plain-text part: marks away, addresses written out. */
export function inlinePlain(text: string, aside: Aside): string {
  return byAddress(spansOf(text))
    .map(({ href, spans }) => {
      const label = spans.map((span) => (span.liquid ? aside.mark(span.text) : span.text)).join("");
      if (href === undefined || spans.map((span) => span.text).join("") === href) return label;
      return `${label}: ${aside.hide(href)}`;
    })
    .join("");
}

function byAddress(spans: Span[]): { href: string | undefined; spans: Span[] }[] {
  const groups: { href: string | undefined; spans: Span[] }[] = [];
  for (const span of spans) {
    const last = groups.at(-1);
    if (last && last.href === span.href) last.spans.push(span);
    else groups.push({ href: span.href, spans: [span] });
  }
  return groups;
}
