import Type, { type Static } from "typebox";
import { type Looking, lookAt } from "../approvals/contents.ts";
import { composedText, editedMail, variantToEdit } from "../approvals/messages.ts";
import type { ApprovedMessage } from "../approvals/model.ts";
import { invalidField, notFound, type Scope } from "../base/index.ts";
import { closed } from "../inputs/index.ts";
import { findable, keepsLinks, Variant } from "../messages/index.ts";
import type { MessageRecord } from "../messages/model.ts";
import { beginningOf } from "../texts/index.ts";
import { change, waiting } from "./operate.ts";
import { addressee } from "./plan.ts";

/** What a message that waits says instead: an email's parts, or a text's words. */
export const ChangedWords = Type.Object(
  { variant: Type.Optional(Variant), text: Type.Optional(Type.String({ minLength: 1, maxLength: 1_600, pattern: "\\S" })) },
  closed,
);

/** What a message that waits would say, to be changed; as it was changed, where it was. */
export async function wordsOf(scope: Scope, { messageId }: { messageId: string }): Promise<Static<typeof ChangedWords>> {
  const message = await waiting(scope, { messageId });
  const changed = message.change;
  if (message.channel === "text") return { text: changed?.text ?? message.text };
  if (changed?.variant) return { variant: changed.variant };
  const { looking, person } = await lookedAt(scope, message);
  return { variant: await variantToEdit(looking, person) };
}

/** It says this instead, as it stands: what looks like a merge field is none. The firm's name, the way out and the links stay. */
export async function changeMessage(
  scope: Scope,
  { messageId, ...words }: { messageId: string } & Static<typeof ChangedWords>,
): Promise<void> {
  const message = await waiting(scope, { messageId });
  const { looking, person } = await lookedAt(scope, message);
  const changed = message.channel === "text" ? await newText(looking, person, words) : await newMail(looking, person, words, message);
  const field = message.channel === "text" ? "/text" : "/variant/body";
  if (!keepsLinks(message.html || message.text, changed.html || changed.text))
    throw invalidField(field, "The link they are to answer by is gone. Leave it where it stood, and write around it.");
  const says = findable({ ...message, subject: changed.subject || beginningOf(changed.text) });
  const { subject, beginnings } = says;
  await change(scope, { messageId, set: { change: changed, subject, beginnings, html: changed.html, text: changed.text }, unset: [] });
}

type Person = NonNullable<ReturnType<typeof addressee>>;

async function lookedAt(
  scope: Scope,
  message: { runId: string; step: string; contactId?: string },
): Promise<{ looking: Looking; person: Person }> {
  const looking = await lookAt(scope, { runId: message.runId, what: message.step });
  const person = addressee(looking, message.contactId);
  if (!person) throw notFound("The person this goes to");
  return { looking, person };
}

async function newText(looking: Looking, person: Person, { text }: Static<typeof ChangedWords>): Promise<ApprovedMessage> {
  if (text === undefined) throw invalidField("/text", "Write what the text says.");
  return await composedText(looking, person, text.trim());
}

async function newMail(
  looking: Looking,
  person: Person,
  { variant }: Static<typeof ChangedWords>,
  { to, from, subject, html, text, values, language, topic = "", template }: MessageRecord,
): Promise<ApprovedMessage> {
  if (!variant) throw invalidField("/variant", "Write what the email says.");
  const before: ApprovedMessage = {
    ...{ to, from, subject, html, text, values, language, topic },
    contactId: person.id,
    channel: "email",
    ...(template ? { template } : {}),
  };
  return { ...(await editedMail(looking, person, before, variant)), variant };
}
