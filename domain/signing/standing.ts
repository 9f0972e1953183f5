import type { Stored } from "../base/index.ts";
import { ContactModel, nameOf } from "../contacts/index.ts";
import type { Signer, SigningRecord } from "./model.ts";

/** How a document that is to be signed stands, for staff. */
export interface Standing {
  id: string;
  documentId: string;
  title: string;
  state: SigningRecord["state"];
  /** Staff asked, and may take it back; else a flow did. */
  byHand: boolean;
  askedAt: Date;
  signers: (Pick<Signer, "contactId" | "state" | "sentAt" | "viewedAt" | "at" | "how" | "reason" | "notSent"> & { name: string })[];
}

/** Of each signing. Within a scope. */
export async function standingOf(signings: Stored<SigningRecord>[]): Promise<Standing[]> {
  const ids = [...new Set(signings.flatMap((one) => one.signers.map((signer) => signer.contactId)))];
  const contacts = ids.length ? await ContactModel.find({ _id: { $in: ids } }, { firstName: 1, lastName: 1, email: 1 }).lean() : [];
  const names = new Map(contacts.map((one) => [one._id, nameOf(one)]));
  return signings.map(({ _id: id, documentId, title, state, runId, createdAt, signers }) => ({
    ...{ id, documentId, title, state, byHand: runId === undefined, askedAt: createdAt },
    signers: signers.map(({ contactId, state: stands, sentAt, viewedAt, at, how, reason, notSent }) => ({
      ...{ contactId, name: names.get(contactId) ?? "Somebody who was deleted", state: stands },
      ...(sentAt ? { sentAt } : {}),
      ...(viewedAt ? { viewedAt } : {}),
      ...(at ? { at } : {}),
      ...(how ? { how } : {}),
      ...(reason ? { reason } : {}),
      ...(notSent ? { notSent } : {}),
    })),
  }));
}
