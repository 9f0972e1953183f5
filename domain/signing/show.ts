import { type Scope, type Stored, withScope } from "../base/index.ts";
import { ContactModel, nameOf } from "../contacts/index.ts";
import type { RequestRecord } from "../requests/model.ts";
import { signingOf, whyNotSign } from "./answer.ts";
import { consentWords } from "./consent.ts";
import { pagesOf, pictureOf } from "./pages.ts";
import { bytesFor, verifiedBytes } from "./sign.ts";

/** What a signer's page shows: the document's pages with their text, what it means to sign, and how far the others are. */
export async function signingPage(scope: Scope, request: Stored<RequestRecord>) {
  const found = await withScope(scope, async () => {
    const signing = await signingOf(request);
    const ids = signing?.signers.map((one) => one.contactId) ?? [];
    const contacts = await ContactModel.find({ _id: { $in: ids } }).lean();
    return { signing, names: new Map(contacts.map((one) => [one._id, nameOf(one)])) };
  });
  const { signing, names } = found;
  if (!signing) return null;
  const mine = signing.signers.find((one) => one.requestId === request._id);
  const why = whyNotSign(signing, request._id);
  return {
    title: signing.title,
    sha256: signing.sha256,
    signer: mine?.name ?? names.get(request.contactId) ?? "",
    pages: await pagesOf(signing.sha256, await verifiedBytes(scope, signing)),
    consent: consentWords,
    mine: request.answered?.how === "declined" ? "declined" : (mine?.state ?? "asked"),
    ...(why ? { whyNot: why } : {}),
    everyone: signing.state === "signed",
    sealed: signing.sealed !== undefined,
    others: signing.signers
      .filter((one) => one.requestId !== request._id && one.contactId !== request.contactId)
      .map((one) => ({ name: names.get(one.contactId) ?? "", signed: one.state === "signed" })),
  };
}
export type SigningPage = NonNullable<Awaited<ReturnType<typeof signingPage>>>;

/** The document as it is signed, or, when everyone has, its sealed copy. */
export async function documentOf(scope: Scope, request: Stored<RequestRecord>): Promise<{ name: string; content: Buffer } | null> {
  const signing = await withScope(scope, () => signingOf(request));
  if (!signing) return null;
  if (!signing.sealed) return { name: `${signing.title}.pdf`, content: await verifiedBytes(scope, signing) };
  const { fileId } = signing.sealed;
  const { name, content } = await bytesFor(scope, fileId);
  return { name, content };
}

/** One page of the document to be signed, as a PNG. */
export async function documentPicture(
  scope: Scope,
  request: Stored<RequestRecord>,
  page: number,
): Promise<{ picture: Buffer; sha256: string } | null> {
  const signing = await withScope(scope, () => signingOf(request));
  if (!signing) return null;
  return { picture: await pictureOf(signing.sha256, await verifiedBytes(scope, signing), page), sha256: signing.sha256 };
}
