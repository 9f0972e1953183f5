import { createHash } from "node:crypto";
import Type, { type Static } from "typebox";
import { clock, conflict, invalidField, notFound, operation, type Scope, type Stored, systemScope, withScope } from "../base/index.ts";
import { noteDocument } from "../documents/index.ts";
import { fileBytes } from "../files/index.ts";
import { closed, id, oneLine } from "../inputs/index.ts";
import { requestById } from "../requests/answer.ts";
import { putSigner, signingOf, takeRefusal, takeSignature } from "./answer.ts";
import { wordingOf } from "./consent.ts";
import { SigningModel, type SigningRecord } from "./model.ts";

/** Drawn signatures are line drawings: larger ones are no signatures. */
const maxDrawing = 200_000;
const hash = Type.String({ pattern: "^[0-9a-f]{64}$" });

export const Signature = Type.Object(
  {
    /** What the page showed; another file is not what they read. */
    sha256: hash,
    /** Their name as they write it. */
    name: Type.String({ minLength: 1, maxLength: 120 }),
    /** A drawing as PNG in base64; without it the typed name is the signature. */
    drawing: Type.Optional(Type.String({ minLength: 1, maxLength: maxDrawing, pattern: "^[A-Za-z0-9+/]+=*$" })),
    /** Ticked by them, never beforehand. */
    consent: Type.Boolean(),
    language: Type.Union([Type.Literal("en"), Type.Literal("es")]),
  },
  closed,
);
const From = { address: Type.String({ maxLength: 100 }), userAgent: Type.String({ maxLength: 400 }) };

/** The file to be signed, proved to be the very one that was asked about. */
export async function verifiedBytes(scope: Scope, signing: Pick<SigningRecord, "fileId" | "sha256">): Promise<Buffer> {
  // A store whose pieces no longer fit together has been tampered with as well.
  const content = await bytesFor(scope, signing.fileId).then(
    (file) => file.content,
    (error: unknown) => {
      if (error instanceof Error && error.name.startsWith("MongoGridFS")) return Buffer.alloc(0);
      throw error;
    },
  );
  if (createHash("sha256").update(content).digest("hex") !== signing.sha256)
    throw conflict(
      "document-changed",
      "This document is not the one you were asked to sign. Please don't sign it; call us and we send it again.",
    );
  return content;
}

/** A visitor may read no file of the firm's: these bytes are read for them, because their link names the document. */
export const bytesFor = ({ firmId }: Scope, fileId: string) => {
  const scope = systemScope(firmId, "Signing");
  return withScope(scope, () => fileBytes(scope, fileId));
};

/** Within a scope: the request with what is signed. */
export async function openSigning(requestId: string) {
  const request = await requestById(requestId);
  const signing = request.kind === "signature" ? await signingOf(request) : null;
  if (!signing) throw notFound("This document");
  return { request, signing };
}

/** Somebody signs by their link. Twice, also at the same moment, is once. What is signed is looked at again right before. */
export async function signDocument(
  scope: Scope,
  input: Static<typeof Signature> & { requestId: string; address: string; userAgent: string },
): Promise<{ again: boolean }> {
  const { signing } = await withScope(scope, () => openSigning(input.requestId));
  await verifiedBytes(scope, signing);
  if (input.drawing) await readableDrawing(input.drawing);
  return await sign(scope, { ...input, address: input.address.slice(0, 100), userAgent: input.userAgent.slice(0, 400) });
}

const sign = operation({
  name: "signing.sign",
  role: "staff",
  public: true,
  input: Type.Object({ requestId: id, ...Signature.properties, ...From }, closed),
  run: async ({ requestId, sha256, name, drawing, consent, language, address, userAgent }, scope) => {
    const { request, signing } = await openSigning(requestId);
    if (request.answered?.how === "declined")
      throw conflict("declined", "You have told us that you don't want to sign. If that has changed, call us.");
    if (request.state === "done" || request.state === "waived") return { again: true };
    if (!consent) throw invalidField("/consent", "Tick the box if you agree to sign on screen, or ask us for paper.");
    if (!name.trim()) throw invalidField("/name", "Write your full name.");
    if (sha256 !== signing.sha256)
      throw conflict("document-changed", "This is not the document you were shown. Load the page again and read it before you sign.");
    const wording = { wording: wordingOf(language), language };
    await takeSignature(
      request,
      signing,
      {
        how: "link",
        name: oneLine("/name", "Name", name),
        signature: drawing ? { kind: "drawn", png: drawing } : { kind: "typed" },
        consent: wording,
        sha256,
        address,
        userAgent,
      },
      scope,
    );
    return { again: false };
  },
});

/** A drawing nobody could print would spoil the sealed copy: it is refused while they can still draw another. */
async function readableDrawing(drawing: string): Promise<void> {
  const wrong = () => invalidField("/drawing", "Your signature did not arrive as a picture. Draw it again, or type your name.");
  const bytes = Buffer.from(drawing, "base64");
  const isPng = bytes.length > 32 && bytes.readUInt32BE(0) === 0x89504e47 && bytes.toString("latin1", 12, 16) === "IHDR";
  if (!isPng || bytes.readUInt32BE(16) > 2_400 || bytes.readUInt32BE(20) > 1_200) throw wrong();
  const { PDF } = await import("@libpdf/core");
  try {
    PDF.create().embedPng(bytes);
  } catch {
    throw wrong();
  }
}

export const declineDocument = operation({
  name: "signing.decline",
  role: "staff",
  public: true,
  input: Type.Object({ requestId: id, reason: Type.String({ maxLength: 1_000 }) }, closed),
  run: async ({ requestId, reason }, scope) => {
    const { request, signing } = await openSigning(requestId);
    if (request.answered?.how === "declined") return { again: true };
    if (request.state === "done" || request.state === "waived")
      throw conflict("already-signed", "You have signed this already. If you have changed your mind, call us.");
    if (!reason.trim()) throw invalidField("/reason", "Write in a few words why, so that we know what to do next.");
    await takeRefusal(request, signing, reason.trim(), scope);
    return { again: false };
  },
});

/** Notes that somebody has looked at the document: their first time for the certificate, the document's first time as an event. */
export const noteViewed = operation({
  name: "signing.noteViewed",
  role: "staff",
  public: true,
  input: Type.Object({ requestId: id }, closed),
  run: async ({ requestId }, scope) => {
    const { request, signing } = await openSigning(requestId);
    const mine = signing.signers.find((one) => one.requestId === request._id);
    if (!mine || mine.viewedAt) return;
    await putSigner(signing, request._id, { viewedAt: clock.now() });
    await noteDocument(scope, { documentId: signing.documentId, what: "viewed" });
  },
});

/** The finished document of a signing: sealed where it was signed on screen. Null while it is being made. */
export async function signedFileOf(scope: Scope, documentId: string): Promise<{ documentId: string; fileId: string } | null> {
  const signing = (await withScope(scope, () =>
    SigningModel.findOne({ documentId, state: "signed" }).sort({ signedAt: -1 }).lean(),
  )) as Stored<SigningRecord> | null;
  return signing?.sealed ?? null;
}
