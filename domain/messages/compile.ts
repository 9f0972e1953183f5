import { createHash } from "node:crypto";
import mjmlPackage from "mjml/package.json" with { type: "json" };
import { ALL_ROOTS, mergeFieldsOf, renderText, whyNotPath } from "../../engine/conditions/index.ts";
import { type FieldError, invalid } from "../base/index.ts";
import type { Block, Language, MessageContent, Variant } from "./blocks.ts";
import { layout } from "./layout.ts";
import { Aside } from "./markup.ts";
import { plainBody, plainFoot } from "./plain.ts";
import { addressProblems, programProblems } from "./refused.ts";

/** A variant ready to be filled: Liquid in HTML and in plain text, made once when the template is saved. */
export interface Compiled {
  subject: string;
  html: string;
  text: string;
  /** Paths of facts it reads, for the record of what filled it. */
  fields: string[];
  /** A print of all it was made of, how mail looked then among it. */
  madeOf?: string;
}

/** What the sender adds to the facts: the links of this message, the request it is about, and this moment. */
export const ownRoots: ReadonlySet<string> = new Set(["links", "request", "today"]);

/** Every variant compiled, or an error that names each field that is wrong. */
export async function compileMessage(content: MessageContent): Promise<Partial<Record<Language, Compiled>>> {
  const given = Object.entries(content.variants) as [Language, Variant][];
  if (given.length === 0)
    throw invalid("A message needs at least one language.", [
      { path: "/content/variants", message: "Write the message in at least one language." },
    ]);
  const problems = given.flatMap(([language, variant]) => variantProblems(variant, `/content/variants/${language}`));
  if (problems.length > 0) throw invalid(problems[0]?.message ?? "", problems);
  const compiled: Partial<Record<Language, Compiled>> = {};
  for (const [language, variant] of given) compiled[language] = await compileVariant(variant, language);
  return compiled;
}

/** Without a template's key: a letter written by hand uses the same layout. */
export async function compileVariant(variant: Variant, language: Language): Promise<Compiled> {
  const { mjml, aside, text } = sourceFor(variant, language);
  // The largest of all that is read; who only sends what is compiled already needs none of it.
  const { default: mjml2html } = await import("mjml");
  const page = await mjml2html(mjml, { validationLevel: "skip", keepComments: true });
  const html = aside.restore(page.html.replace(/\n\s*\n+/g, "\n").replace(/^[ \t]+/gm, ""));
  return {
    subject: variant.subject,
    html,
    text,
    fields: mergeFieldsOf(`${variant.subject} ${html} ${variant.plain ?? ""}`).filter((path) => !path.startsWith("mail.")),
    madeOf: madeOf(variant, language),
  };
}

/** What MJML is given, and the plain-text part. */
function sourceFor(variant: Variant, language: Language) {
  const aside = new Aside();
  const mjml = layout(variant.body, { language, subject: variant.subject, preheader: variant.preheader }, aside);
  return { mjml, aside, text: `${variant.plain ?? plainBody(variant.body)}\n\n${plainFoot(language)}` };
}

/** Another one than what is compiled has: mail looks different now. It takes a tenth of a millisecond and reads nothing large. */
export function madeOf(variant: Variant, language: Language): string {
  const { mjml, aside, text } = sourceFor(variant, language);
  const all = [mjmlPackage.version, variant.subject, aside.restore(mjml), text].join("\n");
  return createHash("sha256").update(all).digest("base64url");
}

function variantProblems(variant: Variant, at: string): FieldError[] {
  const found: FieldError[] = [...textProblems(variant.subject, `${at}/subject`)];
  if (variant.preheader) found.push(...textProblems(variant.preheader, `${at}/preheader`));
  if (variant.plain) found.push(...textProblems(variant.plain, `${at}/plain`));
  for (const [index, block] of variant.body.entries()) found.push(...blockProblems(block, `${at}/body/${index}`));
  return found;
}

function blockProblems(block: Block, at: string): FieldError[] {
  const texts: [string, string][] = [];
  const walk = (value: unknown, path: string): void => {
    if (typeof value === "string") texts.push([value, path]);
    else if (Array.isArray(value))
      value.forEach((one, index) => {
        walk(one, `${path}/${index}`);
      });
    else if (value && typeof value === "object") for (const [key, one] of Object.entries(value)) walk(one, `${path}/${key}`);
  };
  const { type: _type, if: condition, ...rest } = block;
  walk(rest, at);
  if (condition) texts.push([`{% if ${condition} %}x{% endif %}`, `${at}/if`]);
  const to = "to" in block && block.to ? addressProblems(block.to, `${at}/to`) : [];
  return [...texts.flatMap(([text, path]) => [...textProblems(text, path), ...programProblems(text, path)]), ...to];
}

/** What is wrong with one Liquid text: it can't be read, or it names a field that cannot exist. */
export function textProblems(text: string, path: string): FieldError[] {
  const { error } = renderText(text, {});
  if (error)
    return [
      {
        path,
        message: `The text “${shown(text)}” has a merge field that can't be read: ${error} Write them like {{ contact.firstName }}.`,
      },
    ];
  return mergeFieldsOf(text)
    .filter((field) => !ownRoots.has(field.split(".")[0] ?? ""))
    .map((field) => whyNotPath(field, { roots: ALL_ROOTS }))
    .filter((why) => why !== null)
    .map((why) => ({ path, message: `The text “${shown(text)}” has a merge field that cannot exist: ${why}` }));
}

const shown = (text: string) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);
