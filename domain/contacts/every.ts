import { inPortions, mirrored, type Stored } from "../base/index.ts";
import { ContactModel, type ContactRecord } from "./model.ts";

const told = ["search", "sortName", "createdAt", "tags", "source", "language", "matterIds"] as const;
/** Of a contact what they are found, sorted and narrowed by. */
export type ContactFound = Pick<Stored<ContactRecord>, (typeof told)[number] | "_id">;

/** Every contact of the firm, as they are found. Within a scope. */
export const everyContact = (): Promise<ContactFound[]> => mirrored(ContactModel, told);

/** These contacts as they are now, in this order; those deleted meanwhile are left out. Within a scope. */
export async function contactsInOrder(ids: readonly string[]): Promise<Stored<ContactRecord>[]> {
  const found = await inPortions(ids, (some) => ContactModel.find({ _id: { $in: some }, deletedAt: null }).lean());
  const byId = new Map((found as Stored<ContactRecord>[]).map((one) => [one._id, one]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
