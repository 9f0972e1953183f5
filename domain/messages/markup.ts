import { escapeHtml } from "../../engine/conditions/index.ts";

/**
 * Light markup over Liquid texts: `**bold**`, `*italic*`, `[label](address)`, an empty line for a paragraph. Liquid tags are set aside
 * first, so that neither escaping nor MJML can touch them, and put back into the compiled page.
 */
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

const link = /\[([^\]\n]+)\]\(([^()\s]+)\)/g;
const safeAddress = /^(https?:|mailto:|tel:|\uE000)/i;

/** One run of text as HTML. `linkStyle` is put on links. */
export function inlineHtml(text: string, aside: Aside, linkStyle = ""): string {
  const style = linkStyle ? ` style="${linkStyle}"` : "";
  return escapeHtml(aside.hide(text))
    .replace(link, (whole, label: string, address: string) =>
      safeAddress.test(address) ? `<a href="${address}"${style}>${label}</a>` : whole,
    )
    .replace(/\*\*([^*\n]+)\*\*/g, "<b>$1</b>")
    .replace(/\*([^*\n]+)\*/g, "<i>$1</i>")
    .replace(/\r?\n/g, "<br>");
}

/** The same for the plain-text part: marks away, addresses written out. */
export function inlinePlain(text: string, aside: Aside): string {
  return aside
    .hide(text)
    .replace(link, (_, label: string, address: string) => (address === label ? address : `${label}: ${address}`))
    .replace(/\*\*([^*\n]+)\*\*/g, "$1")
    .replace(/\*([^*\n]+)\*/g, "$1");
}

export const paragraphs = (text: string): string[] =>
  text
    .split(/\r?\n[ \t]*\r?\n/)
    .map((one) => one.trim())
    .filter(Boolean);
