import { atLeast, conflict, DomainError, type FieldError, forbidden, invalid, newId, type Scope, withScope } from "../base/index.ts";
import { readFacts } from "../facts/index.ts";
import { holdInForce } from "../holds/index.ts";
import type { Delivered } from "./deliver.ts";

/** What a member of staff writes to somebody themselves, by whichever way: who may, what stands in the way, and what is said of what came of it. */
export interface ByStaff {
  contactId: string;
  matterId?: string;
}

/** The facts it is written with. Refused to whoever may not write, for words that can't be read, and while a hold is in force. */
export async function factsToWrite(
  scope: Scope,
  { contactId, matterId }: ByStaff,
  problems: FieldError[],
): Promise<Record<string, unknown>> {
  const { actor } = scope;
  if (actor.kind === "public" || ("role" in actor && !atLeast(actor.role, "staff")))
    throw forbidden('This needs the role "staff" or higher.');
  if (problems.length > 0) throw invalid(problems[0]?.message ?? "", problems);
  const hold = await withScope(scope, () => holdInForce({ contactIds: [contactId], ...(matterId ? { matterId } : {}) }));
  if (hold) throw conflict("held", `Messages to this person are held: ${hold.reason}. Lift the hold first.`, { hold });
  const subject = matterId ? { kind: "matter" as const, matterId, contactId } : { kind: "contact" as const, contactId };
  return (await readFacts(scope, subject)) as unknown as Record<string, unknown>;
}

/** Once under the idempotency key given. */
export const keyOf = (what: "letter" | "text", { actor, idempotencyKey }: Scope) => ({
  own: `${what}:${actor.id}:${idempotencyKey ?? newId("message")}`,
});

export interface Written {
  messageId: string;
  uncertain: boolean;
}

/** What came of it, or why nothing was sent. */
export function writtenOr(sent: Delivered, away: "mail-away" | "texts-away"): Written {
  switch (sent.status) {
    case "sent":
      return { messageId: sent.id, uncertain: sent.uncertain === true };
    case "uncertain":
      return { messageId: sent.id, uncertain: true };
    case "skipped":
      throw conflict("not-sent", sent.reason);
    case "failed":
      if (sent.kind === "temporary") throw new DomainError(away, 503, `${sent.reason} Nothing was sent. Try again in a moment.`);
      throw invalid(sent.reason, sent.field ? [{ path: sent.field, message: sent.reason }] : []);
  }
}
