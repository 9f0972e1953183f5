import type { Stored } from "../base/index.ts";
import { ContactModel, nameOf } from "../contacts/index.ts";
import type { Signer, SigningRecord } from "./model.ts";
import { waitsFor } from "./turns.ts";

/** How a document that is to be signed stands, for staff. */
export interface Standing {
  id: string;
  documentId: string;
  title: string;
  state: SigningRecord["state"];
  /** Staff asked, and may take it back; else a flow did. */
  byHand: boolean;
  askedAt: Date;
  /** `after`: who signs before them, and has not yet. */
  signers: (Pick<Signer, "contactId" | "state" | "sentAt" | "viewedAt" | "at" | "how" | "reason" | "notSent"> & {
    name: string;
    after?: string;
  })[];
}

/** Of each signing. Within a scope. */
export async function standingOf(signings: Stored<SigningRecord>[]): Promise<Standing[]> {
  const ids = [...new Set(signings.flatMap((one) => one.signers.map((signer) => signer.contactId)))];
  const contacts = ids.length ? await ContactModel.find({ _id: { $in: ids } }, { firstName: 1, lastName: 1, email: 1 }).lean() : [];
  const names = new Map(contacts.map((one) => [one._id, nameOf(one)]));
  const named = (contactId: string) => names.get(contactId) ?? "Somebody who was deleted";
  const after = (signing: SigningRecord, signer: Pick<Signer, "contactId" | "state">) => {
    const before = signing.state === "open" && signer.state === "asked" ? waitsFor(signing, signer) : undefined;
    return before ? { after: named(before.contactId) } : {};
  };
  return signings.map(({ _id: id, documentId, title, state, runId, createdAt, signers, ...signing }) => ({
    ...{ id, documentId, title, state, byHand: runId === undefined, askedAt: createdAt },
    signers: signers.map(({ contactId, state: stands, sentAt, viewedAt, at, how, reason, notSent }) => ({
      ...{ contactId, name: named(contactId), state: stands },
      ...after({ ...signing, documentId, title, state, signers }, { contactId, state: stands }),
      ...(sentAt ? { sentAt } : {}),
      ...(viewedAt ? { viewedAt } : {}),
      ...(at ? { at } : {}),
      ...(how ? { how } : {}),
      ...(reason ? { reason } : {}),
      ...(notSent ? { notSent } : {}),
    })),
  }));
}
