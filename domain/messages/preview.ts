import type { PersonFacts } from "../../engine/run/types.ts";
import { check, clock, publicUrl, type Scope } from "../base/index.ts";
import { readFirm } from "../firms/index.ts";
import { type Language, MessageContent } from "./blocks.ts";
import { compileMessage } from "./compile.ts";
import { fill } from "./fill.ts";
import { linkFieldsIn } from "./linkFields.ts";
import { sampleFor } from "./sample.ts";
import { variantFor } from "./templates.ts";

/** How a message would look to somebody, unsaved as it is. Its fields come from the facts given, else from a sample person. */
export async function previewMessage(
  scope: Scope,
  input: { content: MessageContent; language: Language; facts?: Record<string, unknown> },
): Promise<{ subject: string; html: string; text: string }> {
  const content = check(MessageContent, input.content);
  const firm = await readFirm(scope, {});
  const compiled = variantFor(await compileMessage(content), input.language);
  if (!compiled) return { subject: "", html: "", text: "" };
  const now = clock.now();
  const facts = input.facts ?? sampleFor(compiled.compiled.fields, now, firm.name);
  const { subject, html, text } = fill({
    name: content.name,
    ...compiled,
    purpose: content.purpose,
    firm,
    recipient: facts.contact as PersonFacts,
    facts,
    links: { ...sampleLinks(content), request: sampleLink(), later: sampleLink() },
    request: { title: "Family and assets", due: new Date(now.getTime() + 7 * 86_400_000).toISOString() },
    preferencesUrl: content.purpose === "marketing" ? `${publicUrl()}/p/unsubscribe/sample` : undefined,
    now: now.toISOString(),
  });
  return { subject, html, text };
}

const sampleLink = () => `${publicUrl()}/p/sample`;

function sampleLinks(content: MessageContent): Record<string, Record<string, string>> {
  const links: Record<string, Record<string, string>> = {};
  for (const [sort, key] of linkFieldsIn(content)) links[sort] = { ...links[sort], [key]: sampleLink() };
  return links;
}
