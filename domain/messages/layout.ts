import { escapeHtml } from "../../engine/conditions/index.ts";
import { blockMjml } from "./blockMjml.ts";
import type { Block, Language } from "./blocks.ts";
import { ground, ink, line, mailStyles, muted, paper, sans, serif } from "./mailStyles.ts";
import type { Aside } from "./markup.ts";
import { layoutWords } from "./words.ts";

export interface LayoutParts {
  language: Language;
  subject: string;
  preheader?: string;
}

/**
 * A message as MJML: the firm's letterhead, the blocks, who signs, the footer. Everything of the firm and the person stays Liquid
 * (`mail.…`, filled at sending), so that a new logo or colour needs no template saved again.
 */
export function layout(blocks: Block[], parts: LayoutParts, aside: Aside): string {
  const { language, preheader } = parts;
  const signed = blocks.some((block) => block.type === "signature");
  const all: Block[] = signed ? blocks : [...blocks, { type: "signature" }];
  return `<mjml lang="${language}" dir="ltr"><mj-head>
<mj-title>${aside.hide(parts.subject)}</mj-title>
${preheader ? `<mj-preview>${escapeHtml(aside.hide(preheader))}</mj-preview>` : ""}
<mj-attributes><mj-all font-family="${sans}" color="${ink}" /><mj-text font-size="16px" line-height="26px" padding="0 0 16px" /></mj-attributes>
<mj-raw><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"></mj-raw>
<mj-style>${mailStyles(aside)}</mj-style>
</mj-head><mj-body width="600px" background-color="${ground}" css-class="m-body">
<mj-section padding="14px 0" css-class="m-gap"><mj-column><mj-raw></mj-raw></mj-column></mj-section>
<mj-wrapper padding="0" background-color="#ffffff" border="1px solid ${line}" border-radius="10px" css-class="m-sheet">
<mj-section padding="28px 40px 8px" css-class="m-in"><mj-column>
${letterhead(aside)}
${all.map((block) => conditional(block, blockMjml(block, aside), aside)).join("\n")}
</mj-column></mj-section>
<mj-section padding="16px 40px 20px" background-color="${paper}" border-top="1px solid ${line}" css-class="m-foot"><mj-column>${footer(parts, aside)}</mj-column></mj-section>
</mj-wrapper>
<mj-section padding="14px 0" css-class="m-gap"><mj-column><mj-raw></mj-raw></mj-column></mj-section>
</mj-body></mjml>`;
}

function conditional(block: Block, mjml: string, aside: Aside): string {
  if (!block.if) return mjml;
  return `<mj-raw>${aside.mark(`{% if ${block.if} %}`)}</mj-raw>${mjml}<mj-raw>${aside.mark("{% endif %}")}</mj-raw>`;
}

function letterhead(aside: Aside): string {
  const liquid = (piece: string) => aside.mark(piece);
  const mark = `${liquid("{% if mail.plainHead %}{% elsif mail.logo %}")}<img class="m-logo" src="${liquid("{{ mail.logo }}")}" width="40" height="40" alt="" style="display:block;width:40px;height:40px;border-radius:5px">${liquid("{% else %}")}<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td class="m-mark" width="40" height="40" align="center" valign="middle" bgcolor="${liquid("{{ mail.colour }}")}" style="width:40px;height:40px;background:${liquid("{{ mail.colour }}")};border-radius:5px;color:#ffffff;font:500 18px/40px ${serif};letter-spacing:.5px">${liquid("{{ mail.initials }}")}</td></tr></table>${liquid("{% endif %}")}`;
  const name = `${liquid("{{ mail.nameFirst }}")}${liquid('{% if mail.nameLast %} <i class="m-colour" style="font-weight:400">&amp;</i> {{ mail.nameLast }}{% endif %}')}`;
  const tagline = liquid(
    `{% if mail.tagline %}<span class="m-muted" style="display:block;font:400 12px/16px ${sans};color:${muted}">{{ mail.tagline }}</span>{% endif %}`,
  );
  const width = liquid("{% if mail.plainHead %}0{% else %}52{% endif %}");
  return `<mj-table padding="0 0 24px"><tr><td class="m-line" width="${width}" valign="middle" style="padding:0 0 20px;border-bottom:1px solid ${line}">${mark}</td><td class="m-line m-colour" valign="middle" style="padding:0 0 20px;border-bottom:1px solid ${line};font:600 20px/24px ${serif};color:${liquid("{{ mail.deep }}")}"><span class="m-colour">${name}</span>${tagline}</td></tr></mj-table>`;
}

function footer({ language }: LayoutParts, aside: Aside): string {
  const words = layoutWords[language];
  const small = `font-size="13px" line-height="20px" color="${muted}"`;
  const link = (address: string, text: string) =>
    `<a href="${aside.mark(address)}" style="color:${muted};text-decoration:underline">${text}</a>`;
  const address = aside.mark(
    "{% if mail.advertising %}<b>{{ mail.advertising }}</b> {% endif %}{{ mail.firmLine }}{% for line in mail.address %}<br>{{ line }}{% endfor %}{% for line in mail.footer %}<br>{{ line }}{% endfor %}",
  );
  // Which of the two a message is, its sender says: the law is met whatever its template was thought for.
  const out = `<mj-raw>${aside.mark("{% if mail.preferencesUrl %}")}</mj-raw><mj-text ${small} padding="8px 0 0">${words.why} ${link("{{ mail.preferencesUrl }}", words.choose)} ${words.or} ${link("{{ mail.unsubscribeUrl }}", words.unsubscribe)}.</mj-text><mj-raw>${aside.mark("{% endif %}")}</mj-raw>`;
  return `<mj-text ${small} padding="0">${address}</mj-text>${out}`;
}
