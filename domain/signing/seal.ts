import Type from "typebox";
import { acrossFirms, clock, newId, operation, type Scope, type Stored, systemScope, withScope } from "../base/index.ts";
import { ContactModel, nameOf } from "../contacts/index.ts";
import { logoOf } from "../documents/make.ts";
import { DocumentModel } from "../documents/model.ts";
import { dropBytes } from "../files/bytes.ts";
import { FileModel, keepFile } from "../files/index.ts";
import { firmInScope } from "../firms/index.ts";
import { id } from "../inputs/index.ts";
import { certificatePage } from "./certificatePage.ts";
import { sendCopies } from "./copies.ts";
import { SigningModel, type SigningRecord } from "./model.ts";
import { verifiedBytes } from "./sign.ts";

/** Whoever takes one up has this long before another may. */
const leaseMs = 60_000;

/**
 * Makes the sealed copies that are due and sends them to those who signed. Any number of workers may call it; each copy is filed once and
 * each mail leaves once, whatever is killed in between. What failed is tried again later and thrown at the end.
 */
export async function sealSigned(): Promise<number> {
  let done = 0;
  const failures: unknown[] = [];
  for (let taken = await takeOne(); taken; taken = await takeOne()) {
    const scope = systemScope(taken.firmId, "Signing");
    try {
      if (await sealOne(scope, taken)) done += 1;
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length) throw new AggregateError(failures, `${failures.length} signed documents could not be sealed or sent.`);
  return done;
}

function takeOne(): Promise<Stored<SigningRecord> | null> {
  const now = clock.now();
  return acrossFirms(async () => {
    const due = (await SigningModel.find({ sealDueAt: { $lte: now } })
      .sort({ sealDueAt: 1 })
      .limit(20)
      .lean()) as Stored<SigningRecord>[];
    for (const { _id, sealDueAt } of due) {
      // Only as it was seen: another worker may have taken it in between.
      const { matchedCount } = await SigningModel.updateOne({ _id, sealDueAt }, { $set: { sealDueAt: new Date(now.getTime() + leaseMs) } });
      if (matchedCount === 1) return (await SigningModel.findById(_id).lean()) as Stored<SigningRecord> | null;
    }
    return null;
  });
}

/** False when it must be looked at again later (messages are held, the mail server is away). */
async function sealOne(scope: Scope, signing: Stored<SigningRecord>): Promise<boolean> {
  const sealed = signing.sealed ?? (await fileSealed(scope, signing));
  if (!(await sendCopies(scope, signing, sealed.fileId))) return false;
  await withScope(scope, () => SigningModel.updateOne({ _id: signing._id }, { $unset: { sealDueAt: 1 } }));
  return true;
}

async function fileSealed(scope: Scope, signing: Stored<SigningRecord>): Promise<{ documentId: string; fileId: string }> {
  const document = await verifiedBytes(scope, signing);
  const about = await withScope(scope, async () => {
    const firm = await firmInScope();
    const contacts = await ContactModel.find({ _id: { $in: signing.signers.map((one) => one.contactId) } }).lean();
    const original = await DocumentModel.findById(signing.documentId, { places: 1 }).lean();
    return { firm, contacts, places: original?.places ?? [] };
  });
  const logo = await logoOf(scope, about.firm);
  const people = new Map(about.contacts.map((one) => [one._id, { name: nameOf(one), ...(one.email ? { email: one.email } : {}) }]));
  const certificate = await certificatePage({ signing, firm: about.firm, people, ...(logo ? { logo } : {}) });
  // What it takes to seal is much to read, and few are sealed.
  const { sealedPdf } = await import("./sealedPdf.ts");
  const bytes = await sealedPdf({
    document,
    certificate,
    signers: signing.signers,
    places: about.places,
    firmName: about.firm.name,
    at: clock.now(),
  });
  const { contactId, matterId } = signing;
  const name = `${signing.title} (signed).pdf`;
  const whose = { ...(contactId ? { contactId } : {}), ...(matterId ? { matterId } : {}) };
  // It waits unseen until it is written down: a process killed in between leaves nothing in the matter's files.
  const file = await withScope(scope, () => keepFile(scope, { name, type: "application/pdf", content: bytes, waiting: true, ...whose }));
  const filed = await fileOnce(scope, { signingId: signing._id, fileId: file.fileId, name: file.name });
  if (filed.fileId !== file.fileId) await dropBytes(file.fileId);
  return filed;
}

/** Files the sealed copy as a document of the matter; where another worker was faster, theirs stands. */
const fileOnce = operation({
  name: "signing.fileSealed",
  role: "staff",
  input: Type.Object({ signingId: id, fileId: id, name: Type.String({ maxLength: 400 }) }),
  run: async ({ signingId, fileId, name }, { actor }) => {
    const signing = (await SigningModel.findById(signingId).lean()) as Stored<SigningRecord>;
    if (signing.sealed) {
      await FileModel.deleteOne({ _id: fileId });
      return { documentId: signing.sealed.documentId, fileId: signing.sealed.fileId };
    }
    const at = clock.now();
    const original = await DocumentModel.findById(signing.documentId).lean();
    const documentId = newId("document");
    const { contactId, matterId, runId, step } = signing;
    await DocumentModel.create([
      {
        _id: documentId,
        key: `${signingId}/sealed`,
        name,
        template: original?.template ?? { key: signing.template, version: 1 },
        as: "pdf",
        fileId,
        ...(contactId ? { contactId } : {}),
        ...(matterId ? { matterId } : {}),
        ...(runId ? { runId, step } : {}),
        at,
        signedAt: signing.signedAt ?? at,
        by: { kind: actor.kind, id: actor.id, name: actor.name },
      },
    ]);
    await FileModel.updateOne({ _id: fileId }, { $set: { state: "kept" } });
    await SigningModel.updateOne({ _id: signingId }, { $set: { sealed: { documentId, fileId, at } } });
    return { documentId, fileId };
  },
});
