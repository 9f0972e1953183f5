import { ContactModel } from "../contacts/index.ts";

/** What the runs that concern a person are about: they themselves, and each of their matters. Each a look that an index answers. Within a scope. */
export async function concerningPerson(contactId: string): Promise<({ contactId: string } | { matterId: string })[]> {
  const contact = await ContactModel.findById(contactId, { matterIds: 1 }).lean();
  return [{ contactId }, ...(contact?.matterIds ?? []).map((matterId) => ({ matterId }))];
}
