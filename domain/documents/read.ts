import Type from "typebox";
import { clock, invalidField, notFound, operation, query, type Scope, type Stored, withScope } from "../base/index.ts";
import { emit } from "../events/index.ts";
import { fileBytes, openFile } from "../files/index.ts";
import { DocumentModel, type DocumentRecord } from "./model.ts";

const closed = { additionalProperties: false } as const;
const id = Type.String({ minLength: 1, maxLength: 60 });

export interface DocumentLine {
  id: string;
  name: string;
  template: string;
  version: number;
  as: "pdf" | "docx";
  fileId: string;
  contactId?: string;
  matterId?: string;
  runId?: string;
  step?: string;
  madeAt: string;
  madeBy: string;
  sentAt?: string;
  viewedAt?: string;
  signedAt?: string;
}

export const listDocuments = query({
  name: "documents.list",
  role: "viewer",
  input: Type.Object({ matterId: Type.Optional(id), contactId: Type.Optional(id) }, closed),
  run: async (filter): Promise<DocumentLine[]> => {
    if (!filter.matterId && !filter.contactId) throw invalidField("/matterId", "Say whose documents: a matter's or a contact's.");
    return (await DocumentModel.find(filter).sort({ at: -1 }).limit(500).lean()).map(lineOf);
  },
});

export const readDocument = query({
  name: "documents.read",
  role: "viewer",
  public: true,
  input: Type.Object({ documentId: id }, closed),
  run: async ({ documentId }) => lineOf(await documentById(documentId)),
});

async function documentById(documentId: string): Promise<Stored<DocumentRecord>> {
  const found = await DocumentModel.findById(documentId).lean();
  if (!found) throw notFound("This document");
  return found as Stored<DocumentRecord>;
}

function lineOf(record: DocumentRecord & { _id: string }): DocumentLine {
  const { _id, name, template, as, fileId, contactId, matterId, runId, step, at, by, sentAt, viewedAt, signedAt } = record;
  return {
    id: _id,
    name,
    template: template.key,
    version: template.version,
    as,
    fileId,
    madeAt: at.toISOString(),
    madeBy: by.name,
    ...(contactId ? { contactId } : {}),
    ...(matterId ? { matterId } : {}),
    ...(runId ? { runId } : {}),
    ...(step ? { step } : {}),
    ...(sentAt ? { sentAt: sentAt.toISOString() } : {}),
    ...(viewedAt ? { viewedAt: viewedAt.toISOString() } : {}),
    ...(signedAt ? { signedAt: signedAt.toISOString() } : {}),
  };
}

/** A document's file as a stream, for whoever may read the firm's documents. */
export async function openDocument(scope: Scope, documentId: string) {
  const { fileId } = await readDocument(scope, { documentId });
  return await withScope(scope, () => openFile(scope, fileId));
}

/** A document as a message's attachment. */
export async function documentAttachment(scope: Scope, documentId: string): Promise<{ name: string; type: string; bytes: Uint8Array }> {
  const { fileId } = await readDocument(scope, { documentId });
  const { name, type, content } = await withScope(scope, () => fileBytes(scope, fileId));
  return { name, type, bytes: content };
}

/** Tells that a document was sent or looked at, once each. */
export const noteDocument = operation({
  name: "documents.note",
  role: "staff",
  public: true,
  input: Type.Object({ documentId: id, what: Type.Enum(["sent", "viewed"]) }, closed),
  run: async ({ documentId, what }) => {
    const found = await documentById(documentId);
    const field = what === "sent" ? "sentAt" : "viewedAt";
    const done = await DocumentModel.updateOne({ _id: documentId, [field]: { $exists: false } }, { $set: { [field]: clock.now() } });
    if (done.modifiedCount === 0) return;
    const { contactId, matterId, template } = found;
    if (contactId || matterId)
      await emit({
        type: `document.${what}`,
        ...(contactId ? { contactId } : {}),
        ...(matterId ? { matterId } : {}),
        data: { template: template.key, documentId },
      });
  },
});
