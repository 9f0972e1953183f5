import Type, { type Static } from "typebox";
import { clock, conflict, invalidField, isDuplicateKey, newId, notFound, operation, type Scope, type Stored } from "../base/index.ts";
import { DocumentModel } from "../documents/model.ts";
import { FileModel } from "../files/index.ts";
import { closed, id, optionalId } from "../inputs/index.ts";
import { openRequest } from "../requests/index.ts";
import { type Signer, SigningModel, type SigningRecord } from "./model.ts";

const Asking = Type.Object(
  {
    documentId: id,
    contactId: id,
    /** Everyone who is asked to sign this document, this one among them. */
    signers: Type.Array(id, { minItems: 1, maxItems: 40 }),
    complete: Type.Optional(Type.Union([Type.Literal("all"), Type.Literal("any")])),
    matterId: optionalId,
    occasionId: optionalId,
    run: Type.Optional(
      Type.Object(
        {
          runId: id,
          step: Type.String({ maxLength: 120 }),
          /** The visit of the request, and of the asking it belongs to: one who is asked once more has a later one of their own. */
          visit: Type.Integer(),
          asking: Type.Integer(),
        },
        closed,
      ),
    ),
    days: Type.Optional(Type.Integer({ minimum: 1, maximum: 730 })),
    /** Staff ask: the how many-th time for this document, and after how many days they are reminded. */
    byHand: Type.Optional(
      Type.Object({ time: Type.Integer(), remind: Type.Array(Type.Integer()), inOrder: Type.Optional(Type.Boolean()) }, closed),
    ),
  },
  closed,
);
type Asking = Static<typeof Asking>;
export interface Begun {
  signingId: string;
  title: string;
}

/**
 * Asks one person to sign a document and gives their link. Repeatable, like any request: the same run, step, visit and person give the same
 * one. Everybody asked together signs the same file, whose SHA-256 is written down before the first link is made.
 */
export async function askToSign(scope: Scope, input: Asking): Promise<{ requestId: string; url: string; title: string }> {
  return await linkTo(scope, await begin(scope, input), input);
}

/** One signer's link to what is to be signed. */
export async function linkTo(
  scope: Scope,
  signing: Begun,
  { documentId, contactId, matterId, occasionId, run, days }: Omit<Asking, "signers">,
): Promise<{ requestId: string; url: string; title: string }> {
  const asked = { document: documentId, signing: signing.signingId, title: signing.title };
  const opened = await openRequest(scope, {
    kind: "signature",
    contactId,
    asked,
    ...(matterId ? { matterId } : {}),
    ...(occasionId ? { occasionId } : {}),
    ...(run ? { runId: run.runId, step: run.step, visit: run.visit } : {}),
    ...(days ? { days } : {}),
  });
  await addSigner(scope, { signingId: signing.signingId, contactId, requestId: opened.requestId });
  return { ...opened, title: signing.title };
}

async function begin(scope: Scope, input: Asking): Promise<Begun> {
  try {
    return await beginOnce(scope, input);
  } catch (error) {
    // Two people's requests met: the other one has written it down.
    if (isDuplicateKey(error)) return await beginOnce(scope, input);
    throw error;
  }
}

export const beginOnce = operation({
  name: "signing.begin",
  role: "staff",
  input: Asking,
  run: async ({ documentId, signers, complete = "all", matterId, run, contactId, byHand }, { actor }): Promise<Begun> => {
    const key = run
      ? `${run.runId}/${run.step}/${run.asking}`
      : byHand
        ? `${documentId}/by-hand/${byHand.time}`
        : `${documentId}/${contactId}/${newId("request")}`;
    const known = await SigningModel.findOne({ key }, { title: 1 }).lean();
    if (known) return { signingId: known._id, title: known.title };
    const document = await DocumentModel.findById(documentId).lean();
    const file = document && (await FileModel.findById(document.fileId).lean());
    if (!document || !file) throw notFound("The document to be signed");
    if (file.type !== "application/pdf")
      throw invalidField("/documentId", `“${document.name}” is a Word file and could still be changed. Make it as PDF to have it signed.`);
    const signingId = newId("signing");
    const record: SigningRecord = {
      key,
      documentId,
      fileId: file._id,
      sha256: file.sha256,
      title: titleOf(document.name),
      template: document.template.key,
      complete,
      signers: [...new Set([...signers, contactId])].map((one): Signer => ({ contactId: one, state: "asked" })),
      state: "open",
      ...(document.contactId ? { contactId: document.contactId } : {}),
      ...(matterId ? { matterId } : {}),
      ...(run ? { runId: run.runId, step: run.step } : {}),
      ...(byHand ? { byHand: { by: actor.name, ...orderOf(byHand) }, mailDueAt: clock.now() } : {}),
    };
    await SigningModel.create([{ _id: signingId, ...record }]);
    return { signingId, title: record.title };
  },
});

const orderOf = ({ remind, inOrder }: { remind: number[]; inOrder?: boolean }) => ({ remind, ...(inOrder ? { inOrder } : {}) });

const titleOf = (name: string) => name.replace(/\.pdf$/i, "");

/** Ties somebody's link to their place among the signers. One who declined and is asked once more signs in the same place. */
const addSigner = operation({
  name: "signing.addSigner",
  role: "staff",
  input: Type.Object({ signingId: id, contactId: id, requestId: id }, closed),
  run: async ({ signingId, contactId, requestId }) => {
    const signing = await signingById(signingId);
    if (signing.signers.some((one) => one.requestId === requestId)) return;
    if (signing.state === "signed") throw conflict("already-signed", "This document is signed already.");
    const others = signing.signers.filter((one) => one.contactId !== contactId);
    const place = signing.signers.findIndex((one) => one.contactId === contactId);
    const signers = others.toSpliced(place < 0 ? others.length : place, 0, { contactId, requestId, state: "asked" });
    await SigningModel.updateOne({ _id: signingId }, { $set: { signers, state: "open", updatedAt: clock.now() } });
  },
});

/** Within a scope. */
export async function signingById(signingId: string): Promise<Stored<SigningRecord>> {
  const found = await SigningModel.findById(signingId).lean();
  if (!found) throw notFound("This document");
  return found as Stored<SigningRecord>;
}
