import { readPath, renderText } from "../../engine/conditions/index.ts";
import type { PersonFacts } from "../../engine/run/types.ts";
import { clock, invalidField, type Scope } from "../base/index.ts";
import { type FirmRecord, readFirm } from "../firms/index.ts";
import { type Language, labelledText, languageOf, nameOfPerson, withLinks } from "../messages/index.ts";
import { type AskedByText, askingText, howToStop } from "./words.ts";

export interface ComposeText {
  /** What it says (Liquid), or what the link in it asks for. */
  says: { text: string } | { asked: AskedByText; reminds: boolean };
  purpose: "transactional" | "marketing";
  recipient: PersonFacts;
  facts: Record<string, unknown>;
  links?: Record<string, unknown>;
  zone?: string;
  approved?: ApprovedText;
}
/** What somebody approved is what is sent, whatever the facts say by then. */
export interface ApprovedText {
  body: string;
  language: Language;
  values: Record<string, unknown>;
}
export interface ComposedText {
  to: { name: string; address: string };
  from: { name: string; address: string };
  body: string;
  language: Language;
  values: Record<string, unknown>;
}

/** Longer ones are refused by carriers. */
const mostCharacters = 1600;

/** The whole text as it would leave now. It says whose it is, and where it is marketing how to stop. */
export async function composeText(scope: Scope, input: ComposeText): Promise<ComposedText> {
  const { recipient, purpose } = input;
  const firm = await readFirm(scope, {});
  const name = nameOfPerson(recipient);
  const address = typeof recipient.phone === "string" ? recipient.phone.trim() : "";
  if (!/^\+\d{7,15}$/.test(address))
    throw invalidField(
      "/contact/phone",
      address
        ? `“${address.slice(0, 40)}” is not a phone number. Correct it on the person's page.`
        : `${name || "This person"} has no phone number. Add one, or choose another way to reach them.`,
    );
  if (!firm.textNumber)
    throw invalidField("/firm/textNumber", "The firm has no number that texts come from. Enter it in Settings, under Texts.");
  const sides = { to: { name, address }, from: { name: firm.name, address: firm.textNumber } };
  if (input.approved) return { ...sides, ...input.approved, body: withLinks(input.approved.body, input.links) };
  const language = languageOf(recipient.language, firm.languages);
  const source = "text" in input.says ? input.says.text : askingText(input.says.asked, language, input.says.reminds);
  const facts = { ...input.facts, contact: recipient, ...(input.links ? { links: input.links } : {}) };
  const said = filled(source, facts, { zone: input.zone ?? recipient.zone ?? firm.zone, language });
  const body = finishedText(said, { firm, purpose, language });
  if (body.length > mostCharacters)
    throw invalidField("/text", `This text would have ${body.length} characters; ${mostCharacters} are possible. Shorten it in the step.`);
  return { ...sides, body, language, values: valuesOf(source, facts) };
}

function filled(source: string, facts: Record<string, unknown>, { zone, language }: { zone: string; language: Language }): string {
  const locale = language === "es" ? "es-US" : "en-US";
  const { text, missing, error } = renderText(source, facts, { zone, locale, now: clock.now().toISOString() });
  if (error) throw invalidField("/text", `The text could not be filled in: ${error}`);
  if (missing[0] !== undefined)
    throw invalidField(
      `/${missing[0].replaceAll(".", "/")}`,
      `The text needs ${missing[0]}, which is empty. Fill it in on the person's or matter's page, or give the field a default.`,
    );
  const plain = text.replace(/[ \t]+/g, " ").trim();
  if (!plain) throw invalidField("/text", "The text says nothing once its fields are filled in. Write it in the step.");
  return plain;
}

/** With the name of the firm in front, unless it is in there; of marketing the way out, and the label its state asks for. */
function finishedText(said: string, { firm, purpose, language }: { firm: FirmRecord; purpose: string; language: Language }): string {
  const signed = said.toLowerCase().includes(firm.name.toLowerCase()) ? said : `${firm.name}: ${said}`;
  if (purpose !== "marketing") return signed;
  return labelledText(/\bSTOP\b/.test(signed) ? signed : `${signed} ${howToStop[language]}`, firm);
}

/** The merge fields and what they held: written down with the message. */
function valuesOf(source: string, facts: object): Record<string, unknown> {
  const paths = [...source.matchAll(/\{\{-?\s*([A-Za-z][\w.-]*)/g)].flatMap((match) => match[1] ?? []);
  return Object.fromEntries([...new Set(paths)].map((path) => [path.replaceAll(".", "/"), readPath(facts, path) ?? null]));
}
