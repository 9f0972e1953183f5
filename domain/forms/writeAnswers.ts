import {
  type Address,
  type Answer,
  type Answers,
  type Form,
  type FormField,
  isNotSure,
  say,
  visibleFields,
} from "../../engine/forms/index.ts";
import { DomainError, type Scope } from "../base/index.ts";
import { changeContact } from "../contacts/index.ts";
import { writeFields } from "../facts/index.ts";

export interface Whose {
  contactId?: string;
  matterId?: string;
}
export interface NotWritten {
  field: string;
  why: string;
}

/** What answers say about the contact and matter, by fact path. Answers to what is hidden are not in `clean` any more. */
export function valuesToSave(form: Form, clean: Answers): Record<string, unknown> {
  const set: Record<string, unknown> = {};
  for (const field of fieldsOf(form)) {
    const value = savable(field, clean[field.key]);
    if (field.saveTo && value !== undefined) set[field.saveTo] = value;
  }
  return set;
}

export const fieldsOf = (form: Form): FormField[] => form.groups.flatMap((group) => group.fields);

function savable(field: FormField, answer: Answer | undefined): unknown {
  if (answer === undefined || answer === null || isNotSure(answer) || field.kind === "file" || field.kind === "consent") return undefined;
  if (field.kind !== "address") return answer;
  const { line1, line2, city, state, zip } = answer as Address;
  return [line1, line2, `${city}, ${state} ${zip}`].filter(Boolean).join(", ");
}

/**
 * Writes answers to the fields they are mapped to, through the operations of contact and matter. An answer is never lost because a
 * field would not take it: what was not written is given back, in words, and stands in the submission all the same.
 */
export async function writeAnswers(scope: Scope, whose: Whose, set: Record<string, unknown>): Promise<NotWritten[]> {
  const entries = Object.entries(set).filter(([path]) => (path.startsWith("contact.") ? whose.contactId : whose.matterId));
  if (!entries.length) return [];
  if (await taken(() => writeFields(scope, { ...whose, set: Object.fromEntries(entries) })).then((why) => why === null)) return [];
  const notWritten: NotWritten[] = [];
  for (const [path, value] of entries) {
    const why = await taken(() => writeFields(scope, { ...whose, set: { [path]: value } }));
    if (why !== null) notWritten.push({ field: path, why });
  }
  return notWritten;
}

/** Null when it was written, else why not. Only what input checks refuse is caught: they come before anything is written. */
async function taken(write: () => Promise<unknown>): Promise<string | null> {
  try {
    await write();
    return null;
  } catch (error) {
    if (error instanceof DomainError && error.status === 422) return error.message;
    throw error;
  }
}

/** Keeps consents that were given, with the wording shown, time and source. A box left empty takes nothing back. */
export async function writeConsents(scope: Scope, contactId: string, form: Form, clean: Answers, source: string): Promise<void> {
  const given: Record<string, { given: true; source: string; wording: string }> = {};
  for (const { fields } of visibleFields(form, clean))
    for (const field of fields)
      if (field.kind === "consent" && clean[field.key] === true)
        given[field.channel] = { given: true, source, wording: wordingOf(field, clean) };
  const system: Scope = { ...scope, actor: { ...scope.actor, kind: "system" } };
  if (Object.keys(given).length) await changeContact(system, { contactId, change: { consent: given } });
}

export const wordingOf = (field: FormField, answers: Answers): string =>
  [say(field.label, "en", { answers }), say(field.hint, "en", { answers })].filter(Boolean).join(" ");
