import Type, { type Static } from "typebox";
import { check, type Scope } from "../base/index.ts";
import { factsToWrite, keyOf, type Written, writtenOr } from "./byStaff.ts";
import { textProblems } from "./compile.ts";
import { deliverMail } from "./deliver.ts";

export const Letter = Type.Object(
  {
    contactId: Type.String({ minLength: 1, maxLength: 60 }),
    matterId: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    subject: Type.String({ minLength: 1, maxLength: 300, pattern: "^[^\\r\\n]*$" }),
    /** Paragraphs, with merge fields where wanted. */
    text: Type.String({ minLength: 1, maxLength: 20_000 }),
    inReplyTo: Type.Optional(Type.String({ maxLength: 300, pattern: "^<[^<>\\s]+>$" })),
  },
  { additionalProperties: false },
);

/** A letter from a member of staff to somebody, in the firm's layout. Not while a hold is in force; once under the idempotency key given. */
export async function writeToContact(scope: Scope, raw: Static<typeof Letter>): Promise<Written> {
  const { contactId, matterId, subject, text, inReplyTo } = check(Letter, raw);
  const about = { contactId, ...(matterId ? { matterId } : {}) };
  const facts = await factsToWrite(scope, about, [...textProblems(subject, "/subject"), ...textProblems(text, "/text")]);
  const sent = await deliverMail(scope, {
    key: keyOf("letter", scope),
    template: { name: subject, variant: { subject, body: [{ type: "text", text }] } },
    purpose: "transactional",
    ...about,
    facts,
    ...(inReplyTo ? { conversation: { messageId: inReplyTo } } : {}),
  });
  return writtenOr(sent, "mail-away");
}
