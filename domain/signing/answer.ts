import { clock, conflict, invalidField, type Scope, type Stored } from "../base/index.ts";
import { contactById, nameOf } from "../contacts/index.ts";
import { DocumentModel } from "../documents/model.ts";
import { emit } from "../events/index.ts";
import type { WayToAnswer } from "../forms/index.ts";
import { settle } from "../requests/answer.ts";
import type { RequestRecord } from "../requests/model.ts";
import { type Signer, SigningModel, type SigningRecord } from "./model.ts";
import { isTheirTurn, nextIsDue } from "./turns.ts";

/** Writing down that somebody signed, declined, or need not: always within an operation, and whoever is last makes the document signed. */

/** The signing a request belongs to; null for one that was asked without a document of ours. Within a scope. */
export async function signingOf(request: Pick<Stored<RequestRecord>, "asked">): Promise<Stored<SigningRecord> | null> {
  const { signing } = request.asked;
  return signing ? ((await SigningModel.findById(signing).lean()) as Stored<SigningRecord> | null) : null;
}

/** Whether somebody can still sign this; the sentence for who can't. */
export function whyNotSign(signing: SigningRecord, requestId: string): string | null {
  const mine = signing.signers.find((one) => one.requestId === requestId);
  if (!mine) return "There is a newer link for this document. Open the newest email from us.";
  if (signing.state === "declined")
    return "This document is no longer being signed, because not everyone agreed to it. You need not do anything; call us if you have questions.";
  if (signing.state === "withdrawn") return "We have taken this document back, so you need not sign it. Call us if you have questions.";
  if (signing.state === "open" && !isTheirTurn(signing, mine))
    return "Somebody else signs this document before you. We write to you as soon as it is your turn.";
  if (signing.state === "signed" && mine.state === "asked")
    return "This document has been signed already by someone else, so your signature is not needed any more.";
  return null;
}

/** Takes one person's signature; with the last one the document is signed, which is told once. */
export async function takeSignature(
  request: Stored<RequestRecord>,
  signing: Stored<SigningRecord>,
  signer: Partial<Signer> & { how: WayToAnswer },
  scope: Scope,
): Promise<void> {
  // On paper they may sign in whatever order they come.
  const why = whyNotSign(signer.how === "link" ? signing : withoutOrder(signing), request._id);
  if (why) throw conflict("not-to-be-signed", why);
  if (
    !(await settle(request, {
      how: signer.how,
      scope,
      documentId: signing.documentId,
      ...(signer.fileIds ? { fileIds: signer.fileIds } : {}),
    }))
  )
    throw conflict("already-answered", "You have signed this already.");
  const signers = await putSigner(signing, request._id, { ...signer, state: "signed", at: clock.now() });
  if (await finishIfAll(signing, signers, request, scope)) return;
  await nextIsDue(signing);
  await tell("document.partlySigned", signing, { how: signer.how, contactId: request.contactId, requestId: request._id }, request, scope);
}

const withoutOrder = ({ byHand: _order, ...signing }: Stored<SigningRecord>): SigningRecord => signing;

/** Staff write down that it was signed in another way (rule 15): on paper, with the paper, or said where it is. */
export async function signedAnotherWay(
  request: Stored<RequestRecord>,
  given: { how: WayToAnswer; scope: Scope; fileIds?: string[]; notes?: string },
): Promise<boolean> {
  const signing = await signingOf(request);
  if (!signing) return false;
  const { how, scope, fileIds = [], notes } = given;
  if (fileIds.length === 0 && !notes?.trim())
    throw invalidField("/data/fileIds", "Add the signed paper as a file, or write down where it is kept.");
  const contact = await contactById(request.contactId);
  const reason = notes?.trim() ? { reason: notes.trim() } : {};
  await takeSignature(request, signing, { how, name: nameOf(contact), by: scope.actor.name, fileIds, ...reason }, scope);
  return true;
}

/** Somebody's signature is not needed after all; where all others have signed, the document is signed now. */
export async function signatureWaived(request: Stored<RequestRecord>, scope: Scope, reason: string): Promise<void> {
  const signing = await signingOf(request);
  if (signing?.state !== "open") return;
  const signers = await putSigner(signing, request._id, { state: "waived", at: clock.now(), by: scope.actor.name, reason });
  if (!(await finishIfAll(signing, signers, request, scope))) await nextIsDue(signing);
}

export async function putSigner(signing: Stored<SigningRecord>, requestId: string, change: Partial<Signer>): Promise<Signer[]> {
  const signers = signing.signers.map((one) => (one.requestId === requestId ? { ...one, ...change } : one));
  await SigningModel.updateOne({ _id: signing._id }, { $set: { signers } });
  return signers;
}

/** `document.signed` comes when everyone asked has; it carries the request of one who signed. False where somebody is still to sign. */
async function finishIfAll(
  signing: Stored<SigningRecord>,
  signers: Signer[],
  request: Stored<RequestRecord>,
  scope: Scope,
): Promise<boolean> {
  const signed = signers.filter((one) => one.state === "signed");
  const waiting = signers.some((one) => one.state === "asked" || one.state === "declined");
  const last = signed.find((one) => one.requestId === request._id) ?? signed.at(-1);
  if (!last || (waiting && signing.complete === "all")) return false;
  const at = clock.now();
  // What was only signed on paper has its paper: there is nothing to seal.
  const onScreen = signed.some((one) => one.how === "link");
  await SigningModel.updateOne({ _id: signing._id }, { $set: { state: "signed", signedAt: at, ...(onScreen ? { sealDueAt: at } : {}) } });
  await DocumentModel.updateOne({ _id: signing.documentId }, { $set: { signedAt: at } });
  await tell("document.signed", signing, last, request, scope);
  return true;
}

async function tell(
  type: "document.signed" | "document.partlySigned",
  signing: Stored<SigningRecord>,
  signer: Pick<Signer, "contactId" | "requestId" | "how">,
  { occasionId }: Pick<RequestRecord, "occasionId">,
  { actor }: Scope,
): Promise<void> {
  await emit({
    type,
    contactId: signer.contactId,
    ...(signing.matterId ? { matterId: signing.matterId } : {}),
    ...(occasionId ? { occasionId } : {}),
    ...(signer.requestId ? { requestId: signer.requestId } : {}),
    data: {
      template: signing.template,
      documentId: signing.documentId,
      how: signer.how ?? "link",
      ...(actor.kind === "staff" ? { by: actor.name } : {}),
    },
  });
}

/** Somebody does not want to sign. Others who are asked need not either; the firm speaks with them. */
export async function takeRefusal(
  request: Stored<RequestRecord>,
  signing: Stored<SigningRecord>,
  reason: string,
  scope: Scope,
): Promise<void> {
  const why = whyNotSign(signing, request._id);
  if (why) throw conflict("not-to-be-signed", why);
  if (!(await settle(request, { how: "declined", scope, reason, documentId: signing.documentId })))
    throw conflict("already-answered", "You have answered this already. If you have changed your mind, call us.");
  await putSigner(signing, request._id, { state: "declined", at: clock.now(), reason });
  await SigningModel.updateOne({ _id: signing._id }, { $set: { state: "declined" } });
  await emit({
    type: "document.declined",
    contactId: request.contactId,
    ...(signing.matterId ? { matterId: signing.matterId } : {}),
    ...(request.occasionId ? { occasionId: request.occasionId } : {}),
    requestId: request._id,
    data: { template: signing.template, documentId: signing.documentId, reason: reason.slice(0, 190) },
  });
}
