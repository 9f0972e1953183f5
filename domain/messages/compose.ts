import type { PersonFacts } from "../../engine/run/types.ts";
import { clock, invalidField, type Scope, withScope } from "../base/index.ts";
import { readFirm } from "../firms/index.ts";
import { isAddress } from "./addresses.ts";
import type { Language, MessageContent, Variant } from "./blocks.ts";
import { builtInTemplate } from "./builtIn.ts";
import { type Compiled, compileVariant } from "./compile.ts";
import { type Filled, fill, type Pictures } from "./fill.ts";
import { oneClickUrl, optOutToken, preferencesUrl } from "./links.ts";
import { MessageTemplateModel } from "./model.ts";
import { variantFor } from "./templates.ts";

export interface ComposeInput {
  /** A template's key, or a letter written for this once. */
  template: string | { name: string; variant: Variant };
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
}
export interface Composed extends Filled {
  language: Language;
  topic: string;
  template?: { key: string; version: number };
  to: { name: string; address: string };
  /** Headers beyond the usual ones. */
  headers: Record<string, string>;
}

export const defaultTopic = "news";

/** The whole message as it would leave now. Reads the template and the firm; changes nothing. */
export async function composeMail(scope: Scope, input: ComposeInput): Promise<Composed> {
  const { recipient, purpose } = input;
  const firm = await readFirm(scope, {});
  const source = await sourceOf(scope, input);
  const address = typeof recipient.email === "string" ? recipient.email.trim() : "";
  const name = nameOf(recipient);
  if (!address)
    throw invalidField("/contact/email", `${name || "This person"} has no email address. Add one, or choose another way to reach them.`);
  if (!isAddress(address))
    throw invalidField("/contact/email", `“${address.slice(0, 80)}” is not an email address. Correct it on the person's page.`);
  if (purpose === "marketing" && !firm.postalAddress?.trim())
    throw invalidField("/firm/postalAddress", "Marketing email must show the firm's postal address. Add it in Settings.");
  const token = optOutToken({ firmId: scope.firmId, contactId: recipient.id, topic: source.topic, address });
  const filled = fill({
    ...input,
    ...source,
    firm,
    now: clock.now().toISOString(),
    preferencesUrl: purpose === "marketing" ? preferencesUrl(token) : undefined,
  });
  const headers: Record<string, string> =
    purpose === "marketing"
      ? { "List-Unsubscribe": `<${oneClickUrl(token)}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" }
      : { "Auto-Submitted": "auto-generated" };
  return {
    ...filled,
    language: source.language,
    topic: source.topic,
    ...(source.template ? { template: source.template } : {}),
    to: { name, address },
    headers,
  };
}

interface Source {
  name: string;
  compiled: Compiled;
  language: Language;
  topic: string;
  template?: { key: string; version: number };
}

async function sourceOf(scope: Scope, { template, templateVersion, recipient }: ComposeInput): Promise<Source> {
  if (typeof template !== "string") {
    const language = String(recipient.language ?? "en").startsWith("es") ? "es" : "en";
    return {
      name: template.name,
      compiled: await compileVariant(template.variant, language),
      language,
      topic: defaultTopic,
    };
  }
  const stored = await withScope(scope, () =>
    MessageTemplateModel.findOne({ key: template, ...(templateVersion ? { version: templateVersion } : {}) })
      .sort({ version: -1 })
      .lean(),
  );
  const found: { content: MessageContent; compiled: Partial<Record<Language, Compiled>>; version: number } | null =
    stored ?? (await builtInTemplate(template));
  const picked = found && variantFor(found.compiled, recipient.language);
  if (!found || !picked)
    throw invalidField(
      "/template",
      `There is no message template "${template}". Choose another one in the step, or write it under Templates.`,
    );
  return {
    name: found.content.name,
    ...picked,
    topic: found.content.topic?.key ?? defaultTopic,
    template: { key: template, version: found.version },
  };
}

export const nameOf = (person: PersonFacts): string =>
  typeof person.name === "string" && person.name ? person.name : [person.firstName, person.lastName].filter(Boolean).join(" ");
