import Type, { type Static } from "typebox";
import { atLeast, check, conflict, DomainError, forbidden, invalid, newId, type Scope, withScope } from "../base/index.ts";
import { readFacts } from "../facts/index.ts";
import { holdInForce } from "../holds/index.ts";
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
export async function writeToContact(scope: Scope, raw: Static<typeof Letter>): Promise<{ messageId: string; uncertain: boolean }> {
  const { actor } = scope;
  if (actor.kind === "public" || ("role" in actor && !atLeast(actor.role, "staff")))
    throw forbidden('This needs the role "staff" or higher.');
  const { contactId, matterId, subject, text, inReplyTo } = check(Letter, raw);
  const problems = [...textProblems(subject, "/subject"), ...textProblems(text, "/text")];
  if (problems.length > 0) throw invalid(problems[0]?.message ?? "", problems);
  const hold = await withScope(scope, () => holdInForce({ contactIds: [contactId], ...(matterId ? { matterId } : {}) }));
  if (hold) throw conflict("held", `Messages to this person are held: ${hold.reason}. Lift the hold first.`, { hold });
  const facts = await readFacts(scope, matterId ? { kind: "matter", matterId, contactId } : { kind: "contact", contactId });
  const sent = await deliverMail(scope, {
    key: { own: `letter:${actor.id}:${scope.idempotencyKey ?? newId("message")}` },
    template: { name: subject, variant: { subject, body: [{ type: "text", text }] } },
    purpose: "transactional",
    contactId,
    facts: facts as unknown as Record<string, unknown>,
    ...(matterId ? { matterId } : {}),
    ...(inReplyTo ? { inReplyTo } : {}),
  });
  switch (sent.status) {
    case "sent":
      return { messageId: sent.id, uncertain: sent.uncertain === true };
    case "uncertain":
      return { messageId: sent.id, uncertain: true };
    case "skipped":
      throw conflict("not-sent", sent.reason);
    case "failed":
      if (sent.kind === "temporary") throw new DomainError("mail-away", 503, `${sent.reason} Nothing was sent. Try again in a moment.`);
      throw invalid(sent.reason, sent.field ? [{ path: sent.field, message: sent.reason }] : []);
  }
}
