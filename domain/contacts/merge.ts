import Type from "typebox";
import { clock, invalidField, operation, quietly, type Scope } from "../base/index.ts";
import { CallModel } from "../calls/model.ts";
import { emit } from "../events/index.ts";
import { closed, id } from "../inputs/index.ts";
import { InvoiceModel } from "../invoices/model.ts";
import { MatterModel, type MatterRecord } from "../matters/model.ts";
import { mergeMarketingTurns } from "../messages/marketingTurns.ts";
import { NoteModel } from "../notes/model.ts";
import { OccasionModel } from "../occasions/model.ts";
import { RequestModel } from "../requests/model.ts";
import { TaskModel } from "../tasks/model.ts";
import { type Consents, ContactModel, type ContactRecord, channels } from "./model.ts";
import { contactById, markSuppressed, writeContact } from "./operations.ts";
import { contactAfter } from "./shape.ts";

/**
 * Two records of one person become one: `keep` stays, what it lacks comes from the other, and of two answers about consent the stricter
 * stands. No flow is started. A matter's runs go on with the record that stays; runs about the record that is gone are ended by whoever
 * carries `contact.changed` with `mergedInto` to flows, and say why (rule 17).
 */
export const mergeContacts = (scope: Scope, input: { keepId: string; otherId: string }) => merge(quietly(scope), input);

const merge = operation({
  name: "contacts.merge",
  role: "staff",
  input: Type.Object({ keepId: id, otherId: id }, closed),
  run: async ({ keepId, otherId }) => {
    if (keepId === otherId) throw invalidField("/otherId", "These are the same contact. Choose another one.");
    const keep = await contactById(keepId);
    const other = await contactById(otherId);
    const { changed } = await writeContact(keepId, keep, await together(keep, other));
    await moveMatters(keepId, otherId);
    const theirs = { contactId: otherId };
    const now = { $set: { contactId: keepId } };
    await TaskModel.updateMany(theirs, now);
    await CallModel.updateMany(theirs, now);
    await NoteModel.updateMany(theirs, now);
    await OccasionModel.updateMany(theirs, now);
    await InvoiceModel.updateMany(theirs, now);
    await moveRequests(keepId, otherId);
    await mergeMarketingTurns(keepId, otherId);
    await ContactModel.updateOne({ _id: keepId }, { $addToSet: { formerIds: { $each: [otherId, ...(other.formerIds ?? [])] } } });
    await ContactModel.updateOne({ _id: otherId }, { $set: { deletedAt: clock.now(), mergedInto: keepId, matterIds: [] } });
    await emit({ type: "contact.changed", contactId: otherId, data: { paths: ["contact.mergedInto"], mergedInto: keepId } });
    await emit({ type: "contact.changed", contactId: keepId, data: { paths: changed, mergedFrom: otherId } });
    return { id: keepId };
  },
});

async function together(keep: ContactRecord, other: ContactRecord): Promise<ContactRecord> {
  const filled: ContactRecord = { ...other, ...withoutEmpty(keep), fields: { ...other.fields, ...keep.fields } };
  const tags = [...new Set([...keep.tags, ...other.tags])];
  const matterIds = [...new Set([...keep.matterIds, ...other.matterIds])];
  const leftTopics = [...new Set([...keep.leftTopics, ...other.leftTopics])];
  const merged = await contactAfter({ ...filled, tags, matterIds, leftTopics, consent: stricter(keep.consent, other.consent) }, {});
  await markSuppressed(merged);
  return merged;
}

const withoutEmpty = (contact: ContactRecord) =>
  Object.fromEntries(Object.entries(contact).filter(([, value]) => value !== undefined && value !== "")) as unknown as ContactRecord;

/** By channel: a refusal beats never having been asked, which beats an agreement of the other record only. */
export function stricter(one: Consents, two: Consents): Consents {
  const consent: Consents = {};
  for (const channel of channels) {
    const answers = [one[channel], two[channel]];
    const refusal = answers.find((answer) => answer?.given === false);
    const stands = refusal ?? (answers.every((answer) => answer?.given) ? one[channel] : undefined);
    if (stands) consent[channel] = stands;
  }
  return consent;
}

async function moveMatters(keepId: string, otherId: string): Promise<void> {
  const matters = await MatterModel.find({ "people.contactId": otherId }).lean();
  for (const matter of matters) {
    const people = replaced(matter, keepId, otherId);
    const mainContactId = matter.mainContactId === otherId ? keepId : matter.mainContactId;
    await MatterModel.updateOne({ _id: matter._id }, { $set: { people, mainContactId } });
    await emit({ type: "matter.changed", matterId: matter._id, contactId: mainContactId, data: { paths: ["matter.people"] } });
  }
  await ContactModel.updateOne({ _id: keepId }, { $addToSet: { matterIds: { $each: matters.map((one) => one._id) } } });
}

/** Links that are open lead to the one that stays, but where the same step has asked that one as well. */
async function moveRequests(keepId: string, otherId: string): Promise<void> {
  const open = await RequestModel.find({ contactId: otherId, state: "open" }, { runId: 1, step: 1, visit: 1 }).lean();
  for (const { _id, runId, step, visit } of open) {
    const asked = runId ? await RequestModel.exists({ runId, step, visit, contactId: keepId }) : null;
    if (!asked) await RequestModel.updateOne({ _id }, { $set: { contactId: keepId } });
  }
}

function replaced(matter: MatterRecord, keepId: string, otherId: string): MatterRecord["people"] {
  const people = matter.people.map(({ contactId, role }) => ({ contactId: contactId === otherId ? keepId : contactId, role }));
  return [...new Map(people.map((one) => [`${one.contactId}/${one.role}`, one])).values()];
}
