import type { Stored } from "../base/index.ts";
import { ContactModel, nameOf } from "../contacts/index.ts";
import { type Signer, SigningModel, type SigningRecord } from "../signing/index.ts";
import type { Reach, StoryLine, Subject } from "./types.ts";

/**
 * Signatures of documents that several people sign. The event `document.signed` comes when everyone has, and tells of the last of them;
 * those before it stand here, and what staff did: had it signed, and took it back.
 */
export async function signatureLines(subject: Subject, { before, limit }: Reach): Promise<StoryLine[]> {
  const whose = "matterId" in subject ? subject : { "signers.contactId": subject.contactId };
  const signings = (await SigningModel.find(whose).sort({ createdAt: -1 }).limit(limit).lean()) as Stored<SigningRecord>[];
  const shared = signings.filter((one) => one.signers.length > 1 || one.byHand);
  const ids = [...new Set(shared.flatMap((one) => one.signers.map((signer) => signer.contactId)))];
  const contacts = ids.length ? await ContactModel.find({ _id: { $in: ids } }).lean() : [];
  const names = new Map(contacts.map((one) => [one._id, nameOf(one)]));
  const nameFor = ({ contactId }: Signer) => names.get(contactId) ?? "Somebody who was deleted";
  return shared
    .flatMap((signing) => [
      ...earlier(signing).flatMap((signer) => lineOf(signing, signer, nameFor) ?? []),
      ...byStaff(signing, signing.signers.map(nameFor).join(signing.byHand?.inOrder ? ", then " : ", ")),
    ])
    .filter(({ at }) => at < before);
}

/** Everybody who has signed but for whoever made it complete. */
function earlier({ signers, state }: SigningRecord): Signer[] {
  const signed = signers.filter((one) => one.state === "signed").sort((one, other) => Number(one.at) - Number(other.at));
  return state === "signed" ? signed.slice(0, -1) : signed;
}

function lineOf(signing: Stored<SigningRecord>, signer: Signer, nameFor: (signer: Signer) => string): StoryLine | undefined {
  if (!signer.at) return undefined;
  const open = signing.signers.filter((one) => one.state === "asked").map(nameFor);
  return {
    id: `${signing._id}:${signer.contactId}`,
    at: signer.at,
    group: "answers",
    kind: "document",
    what: `${nameFor(signer)} signed`,
    more: signing.title,
    ...(open.length > 0 ? { detail: `Still to sign: ${open.join(", ")}` } : {}),
    state: "done",
    stateWords: signer.how === "paper" ? "On paper" : "Signed",
  };
}

function byStaff({ _id: id, byHand, withdrawn, title, createdAt }: Stored<SigningRecord>, signers: string): StoryLine[] {
  const line = { group: "answers", kind: "document", more: title } as const;
  const asked = byHand && {
    ...line,
    id: `${id}:asked`,
    at: createdAt,
    what: "Sent to be signed",
    detail: `To ${signers} · By ${byHand.by}`,
  };
  const back = withdrawn && {
    id: `${id}:withdrawn`,
    at: withdrawn.at,
    what: "No longer to be signed",
    detail: `Taken back by ${withdrawn.by}`,
  };
  return [...(asked ? [asked] : []), ...(back ? [{ ...line, ...back, state: "held" as const, stateWords: "Taken back" }] : [])];
}
