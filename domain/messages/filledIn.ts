import { clock, type Scope } from "../base/index.ts";
import { readFirm } from "../firms/index.ts";
import type { Block, Variant } from "./blocks.ts";
import { type ComposeInput, sourceOf } from "./compose.ts";
import { filling } from "./fill.ts";

/** A message's blocks with their fields filled in, for somebody to change before it leaves. */
export async function filledVariant(scope: Scope, input: ComposeInput): Promise<Variant> {
  const source = await sourceOf(scope, input);
  const firm = await readFirm(scope, {});
  const { render } = filling({ ...input, ...source, firm, now: clock.now().toISOString() });
  const { subject, preheader, body } = source.variant;
  const stands = (block: Block) => !block.if || render(`{% if ${block.if} %}yes{% endif %}`, false) === "yes";
  return {
    subject: render(subject, false),
    ...(preheader ? { preheader: render(preheader, false) } : {}),
    body: body.filter(stands).map(({ if: _if, ...block }) => everyText(block, (text) => render(text, false))),
  };
}

/** The same with every text taken as it is written: what looks like a merge field is none. */
export const literally = <T extends Variant | string>(written: T): T =>
  everyText(written, (text) => text.replace(/\{[{%]/g, (opening) => `{{ '${opening}' }}`));

/** All but a block's sort, which is no text. */
function everyText<T>(value: T, of: (text: string) => string): T {
  if (typeof value === "string") return of(value) as T;
  if (Array.isArray(value)) return value.map((one) => everyText(one, of)) as T;
  if (!value || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, name === "type" ? one : everyText(one, of)])) as T;
}
