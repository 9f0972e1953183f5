import Type, { type Static } from "typebox";
import {
  check,
  clock,
  conflict,
  invalidField,
  notFound,
  operation,
  publicUrl,
  query,
  type Scope,
  type Stored,
  withScope,
} from "../base/index.ts";
import { ContactModel, nameOf } from "../contacts/index.ts";
import { DocumentModel, type DocumentRecord } from "../documents/model.ts";
import { readFacts } from "../facts/index.ts";
import { firmInScope } from "../firms/index.ts";
import { holdInForce } from "../holds/index.ts";
import { closed, id } from "../inputs/index.ts";
import { MatterModel } from "../matters/index.ts";
import { composeMail, imagesOf, picturesFor, usualTemplate, withData } from "../messages/index.ts";
import { closeRequest } from "../requests/index.ts";
import { composeText } from "../texts/index.ts";
import { beginOnce, linkTo, signingById } from "./ask.ts";
import { sendMailsOf } from "./mails.ts";
import { SigningModel } from "./model.ts";
import { type Standing, standingOf } from "./standing.ts";
import { wayTo } from "./ways.ts";

export const SignOrder = Type.Object(
  {
    documentId: id,
    /** Contacts among the people of the document's matter. All are to sign. */
    signers: Type.Array(id, { minItems: 1, maxItems: 20, uniqueItems: true }),
    /** One after the other, as they are named; else all are asked at once. */
    inOrder: Type.Boolean({ default: false }),
    /** So many days after the letter whoever has not signed is reminded. */
    remind: Type.Array(Type.Integer({ minimum: 1, maximum: 60 }), { maxItems: 5, uniqueItems: true, default: [] }),
  },
  closed,
);

/**
 * A member of staff has a document signed that no flow asks for: everybody gets a link and a letter. Once under the scope's idempotency key.
 * A letter that can't leave just now does so later.
 */
export async function sendToSign(scope: Scope, raw: Static<typeof SignOrder>): Promise<Standing> {
  const { signingId } = await ask(scope, check(SignOrder, raw));
  await sendMailsOf(scope.firmId, signingId);
  return await readStanding(scope, { signingId });
}

const readStanding = query({
  name: "signing.standing",
  role: "viewer",
  input: Type.Object({ signingId: id }, closed),
  run: async ({ signingId }) => standingOf([await signingById(signingId)]).then(([one]) => one as Standing),
});

const ask = operation({
  name: "signing.askByHand",
  role: "staff",
  input: SignOrder,
  run: async ({ documentId, signers, inOrder, remind }, scope): Promise<{ signingId: string }> => {
    const document = await documentById(documentId);
    const { matterId } = document;
    await refuseStrangers(document, signers);
    const hold = await holdInForce({ contactIds: signers, ...(matterId ? { matterId } : {}) });
    if (hold) throw conflict("held", `Messages to them are held: ${hold.reason}. Lift the hold first.`, { hold });
    const before = await earlier(scope, documentId);
    const order = { documentId, signers, ...(matterId ? { matterId } : {}) };
    const byHand = { time: before + 1, inOrder: inOrder && signers.length > 1, remind: remind.toSorted((one, other) => one - other) };
    const signing = await beginOnce(scope, { ...order, contactId: signers[0] ?? "", byHand });
    for (const contactId of signers) await linkTo(scope, signing, { ...order, contactId });
    return { signingId: signing.signingId };
  },
});

async function documentById(documentId: string): Promise<Stored<DocumentRecord>> {
  const found = (await DocumentModel.findById(documentId).lean()) as Stored<DocumentRecord> | null;
  if (!found) throw notFound("This document");
  if (found.signedAt) throw conflict("already-signed", `“${found.name}” is signed already.`);
  return found;
}

/** Only people of its matter sign it (of a document without one, whoever it was made for), and only whom a link can reach. */
async function refuseStrangers({ matterId, contactId }: DocumentRecord, signers: string[]): Promise<void> {
  const matter = matterId ? await MatterModel.findById(matterId, { people: 1, mainContactId: 1 }).lean() : null;
  const people = matter ? [matter.mainContactId, ...matter.people.map((one) => one.contactId)] : [contactId];
  const contacts = await ContactModel.find({ _id: { $in: signers }, deletedAt: null }, reached).lean();
  const { textNumber } = await firmInScope();
  for (const signer of signers) {
    const contact = contacts.find((one) => one._id === signer);
    if (!contact || !people.includes(signer))
      throw invalidField("/signers", "Somebody chosen here is not among the people of this matter. Add them there first.");
    if (!wayTo(contact, textNumber))
      throw invalidField(
        "/signers",
        `${nameOf(contact)} has no email address to send a link to, and gets no texts. Add an address, or have them sign on paper.`,
      );
  }
}

const reached = { firstName: 1, lastName: 1, email: 1, phone: 1, noTexts: 1 } as const;

/** How often this document was sent to be signed. Refused while it still is; the links of a time when somebody declined end. */
async function earlier(scope: Scope, documentId: string): Promise<number> {
  const before = await SigningModel.find({ documentId }, { state: 1, signers: 1 }).lean();
  if (before.some((one) => one.state === "open"))
    throw conflict("being-signed", "This document has been sent to be signed already. Take that back first, to send it anew.");
  for (const { requestId } of before.flatMap((one) => one.signers)) if (requestId) await closeRequest(scope, { requestId });
  return before.length;
}

/** Staff take a document back that they have sent to be signed: its links stop, and nobody is reminded. Again, it changes nothing. */
export const withdrawSigning = operation({
  name: "signing.withdraw",
  role: "staff",
  input: Type.Object({ signingId: id }, closed),
  run: async ({ signingId }, scope) => {
    const signing = await signingById(signingId);
    if (signing.runId)
      throw conflict("asked-by-a-flow", "A flow asks for these signatures. Say there that they are not needed, or skip the step.");
    if (signing.state === "signed") throw conflict("already-signed", "Everyone has signed this document already.");
    if (signing.state === "withdrawn") return;
    const withdrawn = { by: scope.actor.name, at: clock.now() };
    await SigningModel.updateOne({ _id: signingId }, { $set: { state: "withdrawn", withdrawn }, $unset: { mailDueAt: 1 } });
    for (const { requestId } of signing.signers) if (requestId) await closeRequest(scope, { requestId });
  },
});

const checkLetter = query({
  name: "signing.letter",
  role: "staff",
  input: Type.Object({ documentId: id, contactId: id }, closed),
  run: async ({ documentId, contactId }) => {
    const document = await documentById(documentId);
    await refuseStrangers(document, [contactId]);
    return document;
  },
});

/** The letter with the link as it would reach one of them now, or the text. Its link leads to a page that says it is a sample. */
export async function letterToSign(
  scope: Scope,
  whose: { documentId: string; contactId: string },
): Promise<{ to: string; subject: string; html: string } | { to: string; text: string }> {
  const { matterId, name } = await checkLetter(scope, whose);
  const { contactId } = whose;
  const facts = await readFacts(scope, matterId ? { kind: "matter", matterId, contactId } : { kind: "contact", contactId });
  if (!facts.contact) throw notFound("This person");
  const links = { request: `${publicUrl()}/p/sample` };
  if (!facts.contact.email) {
    const says = { asked: "signature", reminds: false } as const;
    const known = facts as unknown as Record<string, unknown>;
    const text = await composeText(scope, { says, purpose: "transactional", recipient: facts.contact, facts: known, links });
    return { to: text.to.address, text: text.body };
  }
  const { pictures, attachments } = await picturesFor(scope, facts as unknown as Record<string, unknown>);
  const { to, subject, html } = await composeMail(scope, {
    template: usualTemplate.requestSignature,
    purpose: "transactional",
    recipient: facts.contact,
    facts: facts as unknown as Record<string, unknown>,
    links,
    request: { kind: "signature", title: name.replace(/\.pdf$/i, "") },
    pictures,
  });
  const images = await withScope(scope, () => imagesOf(scope, html));
  return { to: to.address, subject, html: withData(html, [...attachments, ...images]) };
}
