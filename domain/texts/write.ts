import Type, { type Static } from "typebox";
import { check, conflict, type Scope } from "../base/index.ts";
import { factsToWrite, keyOf, personIn, textProblems, type Written, writtenOr } from "../messages/index.ts";
import { deliverText } from "./deliver.ts";

export const WrittenText = Type.Object(
  {
    contactId: Type.String({ minLength: 1, maxLength: 60 }),
    matterId: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    /** With merge fields where wanted. */
    text: Type.String({ minLength: 1, maxLength: 1_600 }),
  },
  { additionalProperties: false },
);

/** A text from a member of staff to somebody. Not to who stopped texts, nor while a hold is in force; once under the idempotency key given. */
export async function textToContact(scope: Scope, raw: Static<typeof WrittenText>): Promise<Written> {
  const { contactId, matterId, text } = check(WrittenText, raw);
  const about = { contactId, ...(matterId ? { matterId } : {}) };
  const facts = await factsToWrite(scope, about, textProblems(text, "/text"));
  if (personIn(facts, contactId)?.["noTexts"] === true)
    throw conflict("no-texts", "They asked us to stop texts, or the number takes none. Write an email, or call them.");
  const sent = await deliverText(scope, { key: keyOf("text", scope), says: { text }, purpose: "transactional", ...about, facts });
  return writtenOr(sent, "texts-away");
}
