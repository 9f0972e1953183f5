import { clock, type Stored } from "../base/index.ts";
import { type Signer, SigningModel, type SigningRecord } from "./model.ts";

/** A document that staff have signed by one after the other: whose turn it is. Where all are asked at once it is everybody's. */

type Order = Pick<SigningRecord, "byHand" | "signers">;

/** Whoever stands before them and has neither signed nor need not; the first of these, for it is that one's turn. */
export function waitsFor({ byHand, signers }: Order, { contactId }: Pick<Signer, "contactId">): Signer | undefined {
  if (!byHand?.inOrder) return undefined;
  const before = signers.slice(
    0,
    signers.findIndex((one) => one.contactId === contactId),
  );
  return before.find(({ state }) => state !== "signed" && state !== "waived");
}

export const isTheirTurn = (order: Order, signer: Pick<Signer, "contactId">): boolean => waitsFor(order, signer) === undefined;

/** Somebody has signed, or need not: the letter to whoever comes after them is due. Within an operation. */
export async function nextIsDue({ _id, byHand }: Stored<SigningRecord>): Promise<void> {
  if (byHand?.inOrder) await SigningModel.updateOne({ _id, state: "open" }, { $set: { mailDueAt: clock.now() } });
}
