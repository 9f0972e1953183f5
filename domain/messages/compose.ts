import type { PersonFacts } from "../../engine/run/types.ts";
import { clock, invalidField, type Scope, withScope } from "../base/index.ts";
import { readFirm } from "../firms/index.ts";
import { isAddress } from "./addresses.ts";
import { type Language, languages, type MessageContent, type Variant } from "./blocks.ts";
import { builtInTemplate } from "./builtIn.ts";
import { type Compiled, compileVariant } from "./compile.ts";
import type { Conversation } from "./conversation.ts";
import { inCurrentLook } from "./currentLook.ts";
import { type Filled, fill, type Pictures } from "./fill.ts";
import { withLinks } from "./laterLinks.ts";
import { oneClickUrl, optOutToken, preferencesUrl } from "./links.ts";
import { MessageTemplateModel } from "./model.ts";
import { variantFor } from "./templates.ts";
import { defaultTopic } from "./topics.ts";

/** A letter written for this once; or a template's, as somebody has changed it for this once. */
export interface Letter {
  name: string;
  variant: Variant;
  language?: Language;
  topic?: string;
}
/** What somebody approved is what is sent, whatever the facts say by then. */
export interface ApprovedMail extends Filled {
  language: Language;
  topic: string;
  template?: { key: string; version: number };
}
export interface ComposeInput {
  /** A template's key, or a letter written for this once. */
  template: string | Letter;
  /** The version the flow was published with; the newest without it. */
  templateVersion?: number;
  purpose: "transactional" | "marketing" | "staff";
  /** Who it goes to: one of the people in the facts, or somebody given as such. */
  recipient: PersonFacts;
  facts: Record<string, unknown>;
  /** `{{ links.request }}` and others: addresses that this message's buttons lead to. */
  links?: Record<string, unknown>;
  /** `{{ request.… }}`: what is asked, until when. */
  request?: Record<string, unknown>;
  zone?: string;
  pictures?: Pictures;
  /** In whose name it goes: the assignee's without it, where it can. */
  inName?: "firm" | "assignee";
  /** The message whose conversation it continues: mail programs keep together what has one subject (Gmail does only then). */
  conversation?: Conversation;
  approved?: ApprovedMail;
}
export interface Composed extends Filled {
  language: Language;
  topic: string;
  template?: { key: string; version: number };
  to: { name: string; address: string };
  /** Headers beyond the usual ones. */
  headers: Record<string, string>;
}

/** The whole message as it would leave now. Reads the template and the firm; changes nothing. */
export async function composeMail(scope: Scope, input: ComposeInput): Promise<Composed> {
  const { recipient, purpose } = input;
  const firm = await readFirm(scope, {});
  const source = input.approved ?? (await sourceOf(scope, input));
  const address = typeof recipient.email === "string" ? recipient.email.trim() : "";
  const name = nameOf(recipient);
  if (!address)
    throw invalidField("/contact/email", `${name || "This person"} has no email address. Add one, or choose another way to reach them.`);
  if (!isAddress(address))
    throw invalidField("/contact/email", `“${address.slice(0, 80)}” is not an email address. Correct it on the person's page.`);
  if (purpose === "marketing" && !firm.postalAddress?.trim())
    throw invalidField("/firm/postalAddress", "Marketing email must show the firm's postal address. Add it in Settings.");
  const token = optOutToken({ firmId: scope.firmId, contactId: recipient.id, topic: source.topic, address });
  const filled =
    "compiled" in source
      ? fill({
          ...input,
          ...source,
          firm,
          now: clock.now().toISOString(),
          preferencesUrl: purpose === "marketing" ? preferencesUrl(token) : undefined,
        })
      : linked(source, input.links);
  const headers: Record<string, string> =
    purpose === "marketing"
      ? { "List-Unsubscribe": `<${oneClickUrl(token)}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" }
      : { "Auto-Submitted": "auto-generated" };
  const { conversation } = input;
  return {
    ...filled,
    ...(conversation?.subject && !input.approved && conversation.purpose === purpose ? { subject: conversation.subject } : {}),
    language: source.language,
    topic: source.topic,
    ...(source.template ? { template: source.template } : {}),
    to: { name, address },
    headers,
  };
}

const linked = ({ subject, html, text, from, values }: ApprovedMail, links: ComposeInput["links"]): Filled => ({
  subject,
  html: withLinks(html, links),
  text: withLinks(text, links),
  from,
  values,
});

interface Source {
  name: string;
  variant: Variant;
  compiled: Compiled;
  language: Language;
  topic: string;
  template?: { key: string; version: number };
}

export async function sourceOf(scope: Scope, { template, templateVersion, recipient }: ComposeInput): Promise<Source> {
  const firm = await readFirm(scope, {});
  if (typeof template !== "string") {
    const { name, variant, topic = defaultTopic } = template;
    const language = template.language ?? languageOf(recipient.language, firm.languages);
    return { name, variant, compiled: await compileVariant(variant, language), language, topic };
  }
  const stored = await withScope(scope, () =>
    MessageTemplateModel.findOne({ key: template, ...(templateVersion ? { version: templateVersion } : {}) })
      .sort({ version: -1 })
      .lean(),
  );
  const found: { content: MessageContent; compiled: Partial<Record<Language, Compiled>>; version: number } | null =
    stored ?? (await builtInTemplate(template));
  const picked = found && variantFor(found.compiled, recipient.language, firm.languages);
  const variant = picked && found.content.variants[picked.language];
  if (!found || !variant)
    throw invalidField(
      "/template",
      `There is no message template "${template}". Choose another one in the step, or write it under Templates.`,
    );
  return {
    name: found.content.name,
    variant,
    language: picked.language,
    compiled: stored ? await inCurrentLook({ ...picked, id: stored._id, variant }) : picked.compiled,
    topic: found.content.topic?.key ?? defaultTopic,
    template: { key: template, version: found.version },
  };
}

/** The language somebody is written to in: theirs where we have it, else the firm's first. */
export const languageOf = (theirs: unknown, firms: readonly Language[] = ["en"]): Language =>
  languages.find((one) => typeof theirs === "string" && theirs.toLowerCase().startsWith(one)) ?? firms[0] ?? "en";

export const nameOf = (person: PersonFacts): string =>
  typeof person.name === "string" && person.name ? person.name : [person.firstName, person.lastName].filter(Boolean).join(" ");
