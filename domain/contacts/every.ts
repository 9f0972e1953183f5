import { inPortions, mirrored, type Stored } from "../base/index.ts";
import { ContactModel, type ContactRecord } from "./model.ts";

const named = ["firstName", "lastName", "company", "email", "phone"] as const;
const told = [...named, "search", "sortName", "createdAt", "tags", "source", "language", "consent", "matterIds"] as const;
/** A contact as lists tell of them. */
export type ContactFound = Pick<Stored<ContactRecord>, (typeof told)[number] | "_id">;
export type ContactNamed = Pick<Stored<ContactRecord>, (typeof named)[number] | "_id">;

/** Every contact of the firm. Within a scope. */
export const everyContact = (): Promise<ContactFound[]> => mirrored(ContactModel, told);

/** These contacts as they are now, in this order; those deleted meanwhile are left out. Within a scope. */
export async function contactsInOrder(ids: readonly string[]): Promise<Stored<ContactRecord>[]> {
  const found = await inPortions(ids, (some) => ContactModel.find({ _id: { $in: some }, deletedAt: null }).lean());
  const byId = new Map((found as Stored<ContactRecord>[]).map((one) => [one._id, one]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** What these people are called, those who were deleted too. Within a scope. */
export async function contactsNamed(ids: readonly string[]): Promise<Map<string, ContactNamed>> {
  const wanted = new Set(ids);
  if (!wanted.size) return new Map();
  const found = new Map<string, ContactNamed>((await everyContact()).filter((one) => wanted.has(one._id)).map((one) => [one._id, one]));
  const others = [...wanted].filter((id) => !found.has(id));
  const fields = Object.fromEntries(named.map((field) => [field, 1]));
  for (const one of await inPortions(others, (some) => ContactModel.find({ _id: { $in: some } }, fields).lean())) found.set(one._id, one);
  return found;
}
