import type { PersonFacts } from "../../engine/run/types.ts";
import { check, clock, invalidField, publicUrl, type Scope, withScope } from "../base/index.ts";
import { readFirm } from "../firms/index.ts";
import { type Language, MessageContent } from "./blocks.ts";
import { builtInTemplate } from "./builtIn.ts";
import { compileMessage } from "./compile.ts";
import { type Filled, fill, type Pictures } from "./fill.ts";
import { linkFieldsIn } from "./linkFields.ts";
import { MessageTemplateModel } from "./model.ts";
import { sampleFor } from "./sample.ts";
import { variantFor } from "./templates.ts";

/** A message to be looked at: a template by its key, or as it is being written. */
export interface Shown {
  template?: string;
  content?: MessageContent;
  /** The person's own without it. */
  language?: Language;
  /** What is known of somebody, else of a sample person. What a flow would give besides (its steps, a date) is a sample in either case. */
  facts?: Record<string, unknown>;
}

/** How a message would look to somebody, unsaved as it is. */
export async function previewMessage(scope: Scope, input: Shown): Promise<{ subject: string; html: string; text: string }> {
  const { subject = "", html = "", text = "" } = (await filledSample(scope, input)) ?? {};
  return { subject, html, text };
}

/** The message filled in, with links that lead to nothing of the person's: they say that this is a sample. Null where it says nothing. */
export async function filledSample(scope: Scope, input: Shown & { pictures?: Pictures }): Promise<Filled | null> {
  const content = await contentOf(scope, input);
  const firm = await readFirm(scope, {});
  const person = input.facts?.["contact"] as PersonFacts | undefined;
  const compiled = variantFor(await compileMessage(content), input.language ?? person?.language);
  if (!compiled) return null;
  const now = clock.now();
  const facts = { ...sampleFor(compiled.compiled.fields, now, firm.name), ...input.facts };
  return fill({
    name: content.name,
    ...compiled,
    purpose: content.purpose,
    firm,
    recipient: facts["contact"] as PersonFacts,
    facts,
    links: { ...sampleLinks(content), request: sampleLink(), later: sampleLink() },
    request: { title: "Family and assets", due: new Date(now.getTime() + 7 * 86_400_000).toISOString() },
    preferencesUrl: content.purpose === "marketing" ? sampleLink() : undefined,
    ...(input.pictures ? { pictures: input.pictures } : {}),
    now: now.toISOString(),
  });
}

async function contentOf(scope: Scope, { content, template = "" }: Shown): Promise<MessageContent> {
  if (content) return check(MessageContent, content);
  const stored = await withScope(scope, () => MessageTemplateModel.findOne({ key: template }).sort({ version: -1 }).lean());
  const found = stored ?? (await builtInTemplate(template));
  if (!found)
    throw invalidField("/template", `There is no message template "${template}". Choose another one, or write it under Templates.`);
  return found.content;
}

const sampleLink = () => `${publicUrl()}/p/sample`;

function sampleLinks(content: MessageContent): Record<string, Record<string, string>> {
  const links: Record<string, Record<string, string>> = {};
  for (const [sort, key] of linkFieldsIn(content)) links[sort] = { ...links[sort], [key]: sampleLink() };
  return links;
}
