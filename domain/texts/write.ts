import Type, { type Static } from "typebox";
import { atLeast, check, conflict, DomainError, forbidden, invalid, newId, type Scope, withScope } from "../base/index.ts";
import { readFacts } from "../facts/index.ts";
import { holdInForce } from "../holds/index.ts";
import { personIn, textProblems } from "../messages/index.ts";
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
export async function textToContact(scope: Scope, raw: Static<typeof WrittenText>): Promise<{ messageId: string; uncertain: boolean }> {
  const { actor } = scope;
  if (actor.kind === "public" || ("role" in actor && !atLeast(actor.role, "staff")))
    throw forbidden('This needs the role "staff" or higher.');
  const { contactId, matterId, text } = check(WrittenText, raw);
  const problems = textProblems(text, "/text");
  if (problems.length > 0) throw invalid(problems[0]?.message ?? "", problems);
  const hold = await withScope(scope, () => holdInForce({ contactIds: [contactId], ...(matterId ? { matterId } : {}) }));
  if (hold) throw conflict("held", `Messages to this person are held: ${hold.reason}. Lift the hold first.`, { hold });
  const facts = (await readFacts(
    scope,
    matterId ? { kind: "matter", matterId, contactId } : { kind: "contact", contactId },
  )) as unknown as Record<string, unknown>;
  if (personIn(facts, contactId)?.["noTexts"] === true)
    throw conflict("no-texts", "They asked us to stop texts, or the number takes none. Write an email, or call them.");
  const sent = await deliverText(scope, {
    key: { own: `text:${actor.id}:${scope.idempotencyKey ?? newId("message")}` },
    says: { text },
    purpose: "transactional",
    contactId,
    facts,
    ...(matterId ? { matterId } : {}),
  });
  switch (sent.status) {
    case "sent":
      return { messageId: sent.id, uncertain: sent.uncertain === true };
    case "uncertain":
      return { messageId: sent.id, uncertain: true };
    case "skipped":
      throw conflict("not-sent", sent.reason);
    case "failed":
      if (sent.kind === "temporary") throw new DomainError("texts-away", 503, `${sent.reason} Nothing was sent. Try again in a moment.`);
      throw invalid(sent.reason, sent.field ? [{ path: sent.field, message: sent.reason }] : []);
  }
}
