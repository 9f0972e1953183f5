import Type, { type Static } from "typebox";
import { atLeast, check, forbidden, type Scope } from "../base/index.ts";
import { readFacts } from "../facts/index.ts";
import { type MadeDocument, makeDocument } from "./make.ts";

const id = Type.String({ minLength: 1, maxLength: 60 });
export const DocumentOrder = Type.Object(
  {
    template: Type.String({ minLength: 1, maxLength: 80 }),
    as: Type.Enum(["pdf", "docx"]),
    matterId: Type.Optional(id),
    contactId: Type.Optional(id),
  },
  { additionalProperties: false },
);

/** A document that a member of staff wants made now, for a matter or a person. */
export async function makeByHand(scope: Scope, raw: Static<typeof DocumentOrder>): Promise<MadeDocument> {
  const { actor } = scope;
  if (actor.kind === "public" || ("role" in actor && !atLeast(actor.role, "staff")))
    throw forbidden('This needs the role "staff" or higher.');
  const { template, as, matterId, contactId } = check(DocumentOrder, raw);
  const facts = await readFacts(scope, {
    kind: matterId ? "matter" : "contact",
    ...(matterId ? { matterId } : {}),
    ...(contactId ? { contactId } : {}),
  });
  return await makeDocument(scope, {
    template,
    as,
    facts: facts as unknown as Record<string, unknown>,
    ...(matterId ? { matterId } : {}),
    ...(contactId ? { contactId } : {}),
  });
}
