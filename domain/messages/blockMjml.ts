import { escapeHtml } from "../../engine/conditions/index.ts";
import type { Block } from "./blocks.ts";
import { line, muted, serif } from "./mailStyles.ts";
import { type Aside, inlineHtml, paragraphs } from "./markup.ts";

/** One block of a message as MJML. */
export function blockMjml(block: Block, aside: Aside): string {
  const colour = aside.mark("{{ mail.colour }}");
  const inline = (text: string) => inlineHtml(text, aside, `color:${colour};text-decoration:underline`);
  const prose = (text: string, attributes = "") =>
    paragraphs(text)
      .map((one) => `<mj-text ${attributes}>${inline(one)}</mj-text>`)
      .join("");
  switch (block.type) {
    case "heading":
      return `<mj-text font-family="${serif}" font-size="22px" line-height="30px" font-weight="600" color="${aside.mark("{{ mail.deep }}")}" padding="4px 0 10px" css-class="m-heading">${inline(block.text)}</mj-text>`;
    case "text":
      return prose(block.text, block.quiet ? `color="${muted}" css-class="m-quiet"` : "");
    case "list":
      return `<mj-table padding="0 0 10px" font-size="16px" line-height="26px">${block.items
        .map(
          (item) =>
            `<tr><td width="22" valign="top" class="m-colour" style="color:${colour};padding:0 0 6px">&bull;</td><td style="padding:0 0 6px">${inline(item)}</td></tr>`,
        )
        .join("")}</mj-table>`;
    case "steps":
      return `<mj-table padding="0 0 20px" font-size="16px" line-height="24px">${block.items.map((item, index) => step(item, index, colour, inline)).join("")}</mj-table>`;
    case "card":
      return card(block, aside, inline);
    case "note":
      return `<mj-table padding="0 0 16px" font-size="16px" line-height="24px"><tr><td class="m-tint" bgcolor="${aside.mark("{{ mail.tint }}")}" style="background:${aside.mark("{{ mail.tint }}")};border-radius:8px;padding:16px 20px">${paragraphs(block.text).map(inline).join("<br><br>")}</td></tr></mj-table>`;
    case "button":
      return `<mj-button href="${escapeHtml(aside.hide(block.to))}" align="left" background-color="${colour}" color="#ffffff" border-radius="8px" font-size="16px" font-weight="600" line-height="24px" inner-padding="12px 28px" padding="8px 0 24px" css-class="m-btn">${inlineHtml(block.label, aside)}</mj-button>`;
    case "image":
      return `<mj-image src="cid:${block.file}@picture" alt="${escapeHtml(aside.hide(block.alt))}" align="left" padding="4px 0 20px" border-radius="6px"${block.width ? ` width="${block.width}px"` : ""}${block.to ? ` href="${escapeHtml(aside.hide(block.to))}"` : ""} />`;
    case "divider":
      return `<mj-divider border-width="1px" border-color="${line}" padding="6px 0 22px" css-class="m-rule" />`;
    case "signature":
      return signature(aside, colour);
  }
}

function step(item: { title: string; text?: string }, index: number, colour: string, inline: (text: string) => string): string {
  const edge = `border-bottom:1px solid ${line};${index === 0 ? `border-top:1px solid ${line};` : ""}`;
  const more = item.text ? `<br><span class="m-muted" style="font-size:15px;color:${muted}">${inline(item.text)}</span>` : "";
  return `<tr><td width="40" valign="top" class="m-line m-colour" style="padding:12px 0;${edge}font:500 24px/26px ${serif};color:${colour}">${index + 1}</td><td class="m-line" style="padding:12px 0;${edge}"><b style="font-weight:600">${inline(item.title)}</b>${more}</td></tr>`;
}

function card(block: Extract<Block, { type: "card" }>, aside: Aside, inline: (text: string) => string): string {
  const colour = aside.mark("{{ mail.colour }}");
  const rows = block.rows.map((row) => `<p style="margin:8px 0 0;font-size:16px;line-height:24px">${inline(row)}</p>`).join("");
  const text = block.text ? `<p style="margin:0;font:400 16px/26px ${serif}">${inline(block.text)}</p>` : "";
  return `<mj-table padding="0 0 20px"><tr><td><div class="m-line m-edge" style="border:1px solid ${aside.mark("{{ mail.line }}")};border-left:4px solid ${colour};border-radius:8px;padding:18px 20px"><p style="margin:0;font:500 21px/30px ${serif}">${inline(block.title)}</p>${text}${rows}</div></td></tr></mj-table>`;
}

function signature(aside: Aside, colour: string): string {
  const face = aside.mark(
    `{% if mail.signer.photo %}<img src="{{ mail.signer.photo }}" width="64" height="64" alt="" style="display:block;width:64px;height:64px;border-radius:32px">{% else %}<table role="presentation" cellpadding="0" cellspacing="0" border="0"><tr><td width="64" height="64" align="center" valign="middle" class="m-tint m-colour" bgcolor="{{ mail.tint }}" style="width:64px;height:64px;border-radius:32px;background:{{ mail.tint }};color:{{ mail.colour }};font:500 22px/64px ${serif}">{{ mail.signer.initials }}</td></tr></table>{% endif %}`,
  );
  const lines = aside.mark(
    `<b style="font-size:16px;font-weight:600">{{ mail.signer.name }}</b>{% if mail.signer.title %}<br>{{ mail.signer.title }}{% endif %}{% if mail.signer.phone %}<br>`,
  );
  const phone = `<a href="${aside.mark("{{ mail.signer.phoneLink }}")}" class="m-colour" style="color:${colour};font-weight:600;text-decoration:none;white-space:nowrap">${aside.mark("{{ mail.signer.phone }}")}</a>${aside.mark("{% endif %}")}`;
  const closing = `<mj-raw>${aside.mark("{% if mail.closing %}")}</mj-raw><mj-text padding="0 0 14px">${aside.mark("{% for line in mail.closing %}{{ line }}<br>{% endfor %}")}</mj-text><mj-raw>${aside.mark("{% endif %}")}</mj-raw>`;
  return `${closing}<mj-table padding="8px 0 20px" font-size="15px" line-height="22px"><tr><td width="80" valign="middle">${face}</td><td valign="middle">${lines}${phone}</td></tr></mj-table>`;
}
