import { readPath, renderText } from "../../engine/conditions/index.ts";
import type { PersonFacts } from "../../engine/run/types.ts";
import { invalidField } from "../base/index.ts";
import type { FirmRecord } from "../firms/index.ts";
import { domainOf, headerText, initialsOf, isAddress, lighter, phoneLink } from "./addresses.ts";
import { labelled } from "./advertising.ts";
import type { Language } from "./blocks.ts";
import type { Compiled } from "./compile.ts";
import { layoutWords } from "./words.ts";

/** Pictures a message carries inside itself, by their `cid:` or as data for a preview; absent ones are drawn as initials. */
export interface Pictures {
  logo?: string;
  photo?: string;
}
export interface FillInput {
  name: string;
  compiled: Compiled;
  language: Language;
  purpose: "transactional" | "marketing" | "staff";
  firm: FirmRecord;
  recipient: PersonFacts;
  /** Facts as read just now; `contact` becomes the recipient. */
  facts: Record<string, unknown>;
  links?: Record<string, unknown>;
  request?: Record<string, unknown>;
  preferencesUrl?: string;
  pictures?: Pictures;
  /** In whose name it goes: the assignee's without it, where it can. */
  inName?: "firm" | "assignee";
  /** Zone in which moments are written; the recipient's, else the firm's. */
  zone?: string;
  now: string;
}
export interface Filled {
  subject: string;
  html: string;
  text: string;
  from: { name: string; address: string };
  values: Record<string, unknown>;
}

const maxLetter = 400_000;

/** A compiled message with its merge fields filled. Pure. An empty field without a default, or one that can't be read, is an error naming it. */
export function fill(input: FillInput): Filled {
  const { compiled, firm, purpose } = input;
  const { facts, render } = filling(input);
  const written = render(compiled.subject, false);
  if (!headerText(written)) throw invalidField("/subject", `The message “${input.name}” has no subject once its fields are filled in.`);
  const html = render(compiled.html, true);
  const text = tidy(render(compiled.text, false));
  if (html.length > maxLetter)
    throw invalidField("/template", `The message “${input.name}” would be larger than an email may be. Look at what its fields hold.`);
  if (/href="\s*(?:javascript|data|vbscript):/i.test(html) || /href="\s*"/.test(html))
    throw invalidField("/links", `A link in the message “${input.name}” leads nowhere or is not a web address.`);
  const mail = { subject: written, html, text };
  const { subject, ...parts } = purpose === "marketing" ? labelled(mail, firm) : mail;
  return { ...parts, subject: headerText(subject, 250), from: senderOf(input), values: valuesOf(compiled, facts) };
}

/** What a message's texts read, and how one of them is filled in. */
export function filling(input: FillInput) {
  const { firm, recipient } = input;
  const facts = {
    ...input.facts,
    contact: recipient,
    ...(input.links ? { links: input.links } : {}),
    ...(input.request ? { request: input.request } : {}),
    today: input.now,
    mail: mailFacts(input),
  };
  const zone = input.zone ?? recipient.zone ?? firm.zone;
  const options = { zone, locale: input.language === "es" ? "es-US" : "en-US", now: input.now };
  const rendered = (liquid: string, html: boolean) => {
    const found = renderText(liquid, facts, { ...options, html });
    if (found.error) throw invalidField("/template", `The message “${input.name}” could not be filled in: ${found.error}`);
    return found;
  };
  const render = (liquid: string, html: boolean) => {
    const { text, missing } = rendered(liquid, html);
    if (missing[0] !== undefined) throw missingField(input.name, missing[0]);
    return text;
  };
  return { facts, render, missingIn: (liquid: string) => rendered(liquid, false).missing };
}

export const missingField = (name: string, field: string) =>
  invalidField(
    `/${field.replaceAll(".", "/")}`,
    field.startsWith("links.")
      ? `The message “${name}” has a button to ${field}, which this step does not give. Choose another message or step.`
      : `The message “${name}” needs ${field}, which is empty. Fill it in on the person's or matter's page, or give the field a default.`,
  );

function tidy(text: string): string {
  return `${text
    .replace(/[ \t]+\n/g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim()}\n`;
}

function valuesOf(compiled: Compiled, facts: object): Record<string, unknown> {
  return Object.fromEntries(compiled.fields.map((path) => [path.replaceAll(".", "/"), readPath(facts, path) ?? null]));
}

/** What the layout itself reads. Absent is null: to Liquid an empty text is there. */
function mailFacts(input: FillInput): Record<string, unknown> {
  const { firm, language, purpose, preferencesUrl, pictures, inName } = input;
  const [nameFirst = firm.name, nameLast] = firm.name.split(/\s+&\s+(.*)/s);
  const signer = signerOf(input);
  return {
    logo: pictures?.logo ?? null,
    initials: initialsOf(firm.name),
    nameFirst,
    nameLast: nameLast ?? null,
    tagline: firm.tagline || null,
    colour: firm.brand.colour,
    deep: firm.brand.deep,
    tint: lighter(firm.brand.colour, 0.08),
    line: lighter(firm.brand.colour, 0.28),
    light: lighter(firm.brand.colour, 0.5),
    plainHead: firm.mailParts?.head === "name" || null,
    closing: linesOf(firm.mailParts?.closing?.[language]),
    footer: linesOf(firm.mailParts?.footer?.[language]),
    firmLine: firm.tagline ? `${firm.name}, ${firm.tagline}` : firm.name,
    address: linesOf(firm.postalAddress) ?? [],
    advertising: purpose === "marketing" && !firm.noAdvertisingLabel ? layoutWords[language].advertising : null,
    preferencesUrl: preferencesUrl ?? null,
    unsubscribeUrl: preferencesUrl ?? null,
    signer: { ...signer, photo: (inName !== "firm" && pictures?.photo) || null, initials: initialsOf(signer.name) },
  };
}

/** Null where there are none: to Liquid an empty list is there. */
function linesOf(text: string | undefined): string[] | null {
  const lines = (text ?? "")
    .split(/\r?\n/)
    .map((one) => one.trim())
    .filter(Boolean);
  return lines.length > 0 ? lines : null;
}

function signerOf({ firm, facts, inName }: FillInput) {
  const theirs = (path: string) => (inName === "firm" ? "" : textAt(facts, path));
  const name = theirs("staff.name") || firm.sender.name;
  const phone = theirs("staff.phone") || firm.phone || "";
  return { name, title: theirs("staff.title") || null, phone: phone || null, phoneLink: phone ? phoneLink(phone) : null };
}

/** The member of staff whose matter it is, with their own address. */
export function assigneeOf(facts: Record<string, unknown>): { name: string; address: string } | null {
  const [name, address] = [textAt(facts, "staff.name"), textAt(facts, "staff.email")];
  return name && isAddress(address) ? { name: headerText(name), address } : null;
}

/** The assignee where their address is of the firm's own domain; else, or where a step says so, the firm. */
function senderOf({ firm, facts, inName }: FillInput) {
  const assignee = inName === "firm" ? null : assigneeOf(facts);
  if (assignee && domainOf(assignee.address) === domainOf(firm.sender.email)) return assignee;
  return { name: headerText(firm.sender.name), address: firm.sender.email };
}

function textAt(facts: object, path: string): string {
  const value = readPath(facts, path);
  return typeof value === "string" ? value : "";
}
