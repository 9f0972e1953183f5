import type { PersonFacts } from "../../engine/run/types.ts";
import { check, clock, invalidField, notFound, publicUrl, type Scope, withScope } from "../base/index.ts";
import { ContactModel } from "../contacts/index.ts";
import { readFacts } from "../facts/index.ts";
import { type FirmRecord, readFirm } from "../firms/index.ts";
import { type Language, MessageContent } from "./blocks.ts";
import { builtInTemplate } from "./builtIn.ts";
import { type Compiled, compileMessage } from "./compile.ts";
import { type Filled, type FillInput, fill, filling, type Pictures } from "./fill.ts";
import { imagesOf, withData } from "./images.ts";
import { linkFieldsIn } from "./linkFields.ts";
import { MessageTemplateModel } from "./model.ts";
import { picturesFor } from "./pictures.ts";
import { plainBody } from "./plain.ts";
import { sampleFor, withSamples } from "./sample.ts";
import { variantFor } from "./templates.ts";

/** A message to be looked at: a template by its key, or as it is being written. */
export interface Shown {
  template?: string;
  content?: MessageContent;
  /** The person's own without it. */
  language?: Language;
  /** What is known of somebody, else of a sample person. What a flow would give besides (its steps, a date) is a sample in either case. */
  facts?: Record<string, unknown>;
  /** Somebody by their id, while a message is being written: fields that are empty for them are told, not refused. */
  contactId?: string;
}
export interface Preview {
  subject: string;
  html: string;
  text: string;
  /** The plain-text part as it is made from the blocks, with its merge fields: where somebody begins who writes their own. */
  plain: string;
  /** Fields without a value and without a fallback: to this person it would not leave before they are filled in. */
  missing: string[];
}

/** How a message would look to somebody, unsaved as it is, with the pictures it carries. */
export async function previewMessage(scope: Scope, input: Shown): Promise<Preview> {
  const looked = await lookAt(scope, input);
  if (!looked) return { subject: "", html: "", text: "", plain: "", missing: [] };
  const { pictures, attachments } = await picturesFor(scope, looked.facts);
  const filled = { ...looked.fill, pictures };
  const missing = input.facts ? [] : missingIn(filled);
  const facts = withSamples(looked.facts, missing);
  const { subject, html, text } = fill({ ...filled, facts, recipient: facts["contact"] as PersonFacts });
  const shown = withData(html, [...attachments, ...(await imagesOf(scope, html))]);
  return { subject, html: shown, text, plain: looked.plain, missing };
}

/** The message filled in, with links that lead to nothing of the person's: they say that this is a sample. Null where it says nothing. */
export async function filledSample(scope: Scope, input: Shown & { pictures?: Pictures }): Promise<Filled | null> {
  const looked = await lookAt(scope, input);
  return looked && fill({ ...looked.fill, ...(input.pictures ? { pictures: input.pictures } : {}) });
}

async function lookAt(scope: Scope, input: Shown) {
  const content = await contentOf(scope, input);
  const firm = await readFirm(scope, {});
  const person = input.facts?.["contact"] as PersonFacts | undefined;
  const picked = variantFor(await compileMessage(content), input.language ?? person?.language, firm.languages);
  const variant = picked && content.variants[picked.language];
  if (!picked || !variant) return null;
  const sample = sampleFor(picked.compiled.fields, clock.now(), firm);
  const facts = input.contactId ? await factsOf(scope, input.contactId, picked.compiled, sample) : { ...sample, ...input.facts };
  return { facts, plain: plainBody(variant.body), fill: { ...fillInput(content, firm, facts), ...picked } };
}

function fillInput(content: MessageContent, firm: FirmRecord, facts: Record<string, unknown>) {
  const now = clock.now();
  return {
    name: content.name,
    purpose: content.purpose,
    firm,
    recipient: facts["contact"] as PersonFacts,
    facts,
    links: { ...sampleLinks(content), request: sampleLink(), later: sampleLink() },
    request: { title: "Family and assets", due: new Date(now.getTime() + 7 * 86_400_000).toISOString() },
    ...(content.purpose === "marketing" ? { preferencesUrl: sampleLink() } : {}),
    now: now.toISOString(),
  };
}

function missingIn(input: FillInput): string[] {
  const { missingIn } = filling(input);
  const { subject, html, text } = input.compiled;
  return [...new Set([subject, html, text].flatMap(missingIn))];
}

async function contentOf(scope: Scope, { content, template = "" }: Shown): Promise<MessageContent> {
  if (content) return check(MessageContent, content);
  const stored = await withScope(scope, () => MessageTemplateModel.findOne({ key: template }).sort({ version: -1 }).lean());
  const found = stored ?? (await builtInTemplate(template));
  if (!found)
    throw invalidField("/template", `There is no message template "${template}". Choose another one, or write it under Templates.`);
  return found.content;
}

const theirOwn = ["contact", "matter", "staff", "firm"];

/** What is known of somebody and their newest matter; what a flow gives besides stands as a sample: none is under way here. */
async function factsOf(
  scope: Scope,
  contactId: string,
  { fields }: Compiled,
  sample: Record<string, unknown>,
): Promise<Record<string, unknown>> {
  const contact = await withScope(scope, () => ContactModel.findOne({ _id: contactId, deletedAt: null }, { matterIds: 1 }).lean());
  if (!contact) throw notFound("This person");
  const matterId = contact.matterIds?.at(-1);
  const subject = matterId ? ({ kind: "matter", matterId, contactId } as const) : ({ kind: "contact", contactId } as const);
  const facts = (await readFacts(scope, subject)) as unknown as Record<string, unknown>;
  const given = fields.filter((path) => !theirOwn.includes(path.split(".")[0] ?? ""));
  return withSamples({ occasion: sample["occasion"], ...facts }, given);
}

const sampleLink = () => `${publicUrl()}/p/sample`;

function sampleLinks(content: MessageContent): Record<string, Record<string, string>> {
  const links: Record<string, Record<string, string>> = {};
  for (const [sort, key] of linkFieldsIn(content)) links[sort] = { ...links[sort], [key]: sampleLink() };
  return links;
}
