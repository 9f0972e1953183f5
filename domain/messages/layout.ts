import { escapeHtml } from "../../engine/conditions/index.ts";
import type { Block, Language } from "./blocks.ts";
import { type Aside, inlineHtml, paragraphs } from "./markup.ts";
import { layoutWords } from "./words.ts";

/**
 * A message as MJML: the firm's letterhead, the blocks, who signs, the footer. Everything of the firm and the person stays Liquid
 * (`mail.…`, filled at sending), so that a new logo or colour needs no template saved again.
 */
const sans = "Inter, 'Segoe UI', Helvetica, Arial, sans-serif";
const serif = "'Source Serif 4', Georgia, 'Times New Roman', serif";
const ink = "#1F2A37";
const muted = "#556070";
const line = "#E4DED3";
const paper = "#FAF8F4";

export interface LayoutParts {
  language: Language;
  subject: string;
  preheader?: string;
}

export function layout(blocks: Block[], parts: LayoutParts, aside: Aside): string {
  const { language, preheader } = parts;
  const signed = blocks.some((block) => block.type === "signature");
  const all: Block[] = signed ? blocks : [...blocks, { type: "signature" }];
  return `<mjml lang="${language}" dir="ltr"><mj-head>
<mj-title>${aside.hide(parts.subject)}</mj-title>
${preheader ? `<mj-preview>${escapeHtml(aside.hide(preheader))}</mj-preview>` : ""}
<mj-attributes><mj-all font-family="${sans}" color="${ink}" /><mj-text font-size="16px" line-height="26px" padding="0 0 16px" /></mj-attributes>
<mj-style>${styles}</mj-style>
</mj-head><mj-body width="600px" background-color="#F3F0E9" css-class="m-body">
<mj-section padding="14px 0"><mj-column><mj-raw></mj-raw></mj-column></mj-section>
<mj-wrapper padding="0" background-color="#ffffff" border="1px solid ${line}" border-radius="10px" css-class="m-sheet">
<mj-section padding="28px 40px 8px" css-class="m-in"><mj-column>
${letterhead(aside)}
${all.map((block) => conditional(block, blockMjml(block, aside), aside)).join("\n")}
</mj-column></mj-section>
<mj-section padding="16px 40px 20px" background-color="${paper}" border-top="1px solid ${line}" css-class="m-foot"><mj-column>${footer(parts, aside)}</mj-column></mj-section>
</mj-wrapper>
<mj-section padding="14px 0"><mj-column><mj-raw></mj-raw></mj-column></mj-section>
</mj-body></mjml>`;
}

const styles = `
.m-sheet { overflow: hidden; }
a { text-underline-offset: 3px; }
a[href^="tel:"] { white-space: nowrap; }
@media only screen and (max-width:480px) {
  .m-sheet, .m-sheet > table, .m-sheet > table > tbody > tr > td { border: 0 !important; border-radius: 0 !important; }
  .m-in > table > tbody > tr > td { padding: 20px 20px 8px !important; }
  .m-foot > table > tbody > tr > td { padding: 16px 20px 24px !important; }
  .m-btn table { width: 100% !important; }
  .m-btn a { display: block !important; }
}
`;

function conditional(block: Block, mjml: string, aside: Aside): string {
  if (!block.if) return mjml;
  return `<mj-raw>${aside.mark(`{% if ${block.if} %}`)}</mj-raw>${mjml}<mj-raw>${aside.mark("{% endif %}")}</mj-raw>`;
}

function letterhead(aside: Aside): string {
  const liquid = (piece: string) => aside.mark(piece);
  const mark = `${liquid("{% if mail.logo %}")}<img src="${liquid("{{ mail.logo }}")}" width="40" height="40" alt="" style="display:block;width:40px;height:40px;border-radius:5px">${liquid("{% else %}")}<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td width="40" height="40" align="center" valign="middle" bgcolor="${liquid("{{ mail.colour }}")}" style="width:40px;height:40px;background:${liquid("{{ mail.colour }}")};border-radius:5px;color:#ffffff;font:500 18px/40px ${serif};letter-spacing:.5px">${liquid("{{ mail.initials }}")}</td></tr></table>${liquid("{% endif %}")}`;
  const name = `${liquid("{{ mail.nameFirst }}")}${liquid('{% if mail.nameLast %} <i style="font-weight:400">&amp;</i> {{ mail.nameLast }}{% endif %}')}`;
  const tagline = liquid(
    `{% if mail.tagline %}<span style="display:block;font:400 12px/16px ${sans};color:${muted}">{{ mail.tagline }}</span>{% endif %}`,
  );
  return `<mj-table padding="0 0 24px"><tr><td width="52" valign="middle" style="padding:0 0 20px;border-bottom:1px solid ${line}">${mark}</td><td valign="middle" style="padding:0 0 20px;border-bottom:1px solid ${line};font:600 20px/24px ${serif};color:${liquid("{{ mail.deep }}")}">${name}${tagline}</td></tr></mj-table>`;
}

function blockMjml(block: Block, aside: Aside): string {
  const colour = aside.mark("{{ mail.colour }}");
  const inline = (text: string) => inlineHtml(text, aside, `color:${colour};text-decoration:underline`);
  const prose = (text: string, attributes = "") =>
    paragraphs(text)
      .map((one) => `<mj-text ${attributes}>${inline(one)}</mj-text>`)
      .join("");
  switch (block.type) {
    case "heading":
      return `<mj-text font-family="${serif}" font-size="22px" line-height="30px" font-weight="600" color="${aside.mark("{{ mail.deep }}")}" padding="4px 0 10px">${inline(block.text)}</mj-text>`;
    case "text":
      return prose(block.text, block.quiet ? `color="${muted}"` : "");
    case "list":
      return `<mj-table padding="0 0 10px" font-size="16px" line-height="26px">${block.items
        .map(
          (item) =>
            `<tr><td width="22" valign="top" style="color:${colour};padding:0 0 6px">&bull;</td><td style="padding:0 0 6px">${inline(item)}</td></tr>`,
        )
        .join("")}</mj-table>`;
    case "steps":
      return `<mj-table padding="0 0 20px" font-size="16px" line-height="24px">${block.items.map((item, index) => step(item, index, colour, inline)).join("")}</mj-table>`;
    case "card":
      return card(block, aside, inline);
    case "note":
      return `<mj-table padding="0 0 16px" font-size="16px" line-height="24px"><tr><td bgcolor="${aside.mark("{{ mail.tint }}")}" style="background:${aside.mark("{{ mail.tint }}")};border-radius:8px;padding:16px 20px">${paragraphs(block.text).map(inline).join("<br><br>")}</td></tr></mj-table>`;
    case "button":
      return `<mj-button href="${escapeHtml(aside.hide(block.to))}" align="left" background-color="${colour}" color="#ffffff" border-radius="8px" font-size="16px" font-weight="600" line-height="24px" inner-padding="12px 28px" padding="8px 0 24px" css-class="m-btn">${inlineHtml(block.label, aside)}</mj-button>`;
    case "signature":
      return signature(aside, colour);
  }
}

function step(item: { title: string; text?: string }, index: number, colour: string, inline: (text: string) => string): string {
  const edge = `border-bottom:1px solid ${line};${index === 0 ? `border-top:1px solid ${line};` : ""}`;
  const more = item.text ? `<br><span style="font-size:15px;color:${muted}">${inline(item.text)}</span>` : "";
  return `<tr><td width="40" valign="top" style="padding:12px 0;${edge}font:500 24px/26px ${serif};color:${colour}">${index + 1}</td><td style="padding:12px 0;${edge}"><b style="font-weight:600">${inline(item.title)}</b>${more}</td></tr>`;
}

function card(block: Extract<Block, { type: "card" }>, aside: Aside, inline: (text: string) => string): string {
  const colour = aside.mark("{{ mail.colour }}");
  const rows = block.rows.map((row) => `<p style="margin:8px 0 0;font-size:16px;line-height:24px">${inline(row)}</p>`).join("");
  const text = block.text ? `<p style="margin:0;font:400 16px/26px ${serif}">${inline(block.text)}</p>` : "";
  return `<mj-table padding="0 0 20px"><tr><td><div style="border:1px solid ${aside.mark("{{ mail.line }}")};border-left:4px solid ${colour};border-radius:8px;padding:18px 20px"><p style="margin:0;font:500 21px/30px ${serif}">${inline(block.title)}</p>${text}${rows}</div></td></tr></mj-table>`;
}

function signature(aside: Aside, colour: string): string {
  const face = aside.mark(
    `{% if mail.signer.photo %}<img src="{{ mail.signer.photo }}" width="64" height="64" alt="" style="display:block;width:64px;height:64px;border-radius:32px">{% else %}<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td width="64" height="64" align="center" valign="middle" bgcolor="{{ mail.tint }}" style="width:64px;height:64px;border-radius:32px;background:{{ mail.tint }};color:{{ mail.colour }};font:500 22px/64px ${serif}">{{ mail.signer.initials }}</td></tr></table>{% endif %}`,
  );
  const lines = aside.mark(
    `<b style="font-size:16px;font-weight:600">{{ mail.signer.name }}</b>{% if mail.signer.title %}<br>{{ mail.signer.title }}{% endif %}{% if mail.signer.phone %}<br>`,
  );
  const phone = `<a href="${aside.mark("{{ mail.signer.phoneLink }}")}" style="color:${colour};font-weight:600;text-decoration:none;white-space:nowrap">${aside.mark("{{ mail.signer.phone }}")}</a>${aside.mark("{% endif %}")}`;
  return `<mj-table padding="8px 0 20px" font-size="15px" line-height="22px"><tr><td width="80" valign="middle">${face}</td><td valign="middle">${lines}${phone}</td></tr></mj-table>`;
}

function footer({ language }: LayoutParts, aside: Aside): string {
  const words = layoutWords[language];
  const small = `font-size="13px" line-height="20px" color="${muted}"`;
  const link = (address: string, text: string) =>
    `<a href="${aside.mark(address)}" style="color:${muted};text-decoration:underline">${text}</a>`;
  const address = aside.mark(
    "{% if mail.advertising %}<b>{{ mail.advertising }}</b> {% endif %}{{ mail.firmLine }}{% for line in mail.address %}<br>{{ line }}{% endfor %}",
  );
  // Which of the two a message is, its sender says: the law is met whatever its template was thought for.
  const out = `<mj-raw>${aside.mark("{% if mail.preferencesUrl %}")}</mj-raw><mj-text ${small} padding="8px 0 0">${words.why} ${link("{{ mail.preferencesUrl }}", words.choose)} ${words.or} ${link("{{ mail.unsubscribeUrl }}", words.unsubscribe)}.</mj-text><mj-raw>${aside.mark("{% endif %}")}</mj-raw>`;
  return `<mj-text ${small} padding="0">${address}</mj-text>${out}`;
}
