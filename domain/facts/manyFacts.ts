import type { SubjectKind } from "../../engine/definition/types.ts";
import type { Facts, RunSubject } from "../../engine/run/types.ts";
import type { Stored } from "../base/index.ts";
import { ContactModel, type ContactRecord, contactsInOrder, everyContact } from "../contacts/index.ts";
import { firmFacts, firmInScope } from "../firms/index.ts";
import { MatterModel, type MatterRecord, mattersInOrder, mattersStanding } from "../matters/index.ts";
import { OccasionModel, type OccasionRecord } from "../occasions/index.ts";
import { PipelineModel } from "../pipelines/index.ts";
import { personFacts } from "./people.ts";
import { matterFacts, occasionFacts } from "./records.ts";

export interface SubjectFacts {
  subject: RunSubject;
  /** Contact, matter, occasion and firm: what dates and conditions that become true may read. Not people or staff. */
  facts: Facts;
}

/** A page of all the subjects of a kind, by their ids, with what is known of each: three reads, however many they are. Within a scope. */
export async function manyFacts(kind: SubjectKind, after: string, limit: number): Promise<SubjectFacts[]> {
  const firm = firmFacts(await firmInScope());
  const next = { _id: { $gt: after } };
  const byId = { sort: { _id: 1 as const }, limit };
  if (kind === "contact")
    return ofContacts(firm, (await ContactModel.find({ ...next, deletedAt: null }, null, byId).lean()) as Stored<ContactRecord>[]);
  if (kind === "matter")
    return await ofMatters(firm, (await MatterModel.find({ ...next, deletedAt: null }, null, byId).lean()) as Stored<MatterRecord>[]);
  const occasions = (await OccasionModel.find(next, null, byId).lean()) as Stored<OccasionRecord>[];
  const ids = occasions.flatMap((one) => (one.matterId ? [one.matterId] : []));
  const about = await whose(await mattersInOrder([...new Set(ids)]), occasions);
  return occasions.map((one) => ({
    subject: occasionSubject(one),
    facts: { firm, occasion: occasionFacts(one), ...about(one.matterId, one.contactId) },
  }));
}

/** The ids of everybody, or of all matters, in their order; and what is known of some of them. Within a scope. */
export const allOf = {
  contact: {
    ids: async () => sorted(await everyContact()),
    facts: async (ids: string[]) => ofContacts(firmFacts(await firmInScope()), await contactsInOrder(ids)),
  },
  matter: {
    ids: async () => sorted(await mattersStanding()),
    facts: async (ids: string[]) => await ofMatters(firmFacts(await firmInScope()), await mattersInOrder(ids)),
  },
};
const sorted = (all: { _id: string }[]): string[] => all.map((one) => one._id).sort();

const ofContacts = (firm: Facts["firm"], contacts: Stored<ContactRecord>[]): SubjectFacts[] =>
  contacts.map((one) => ({ subject: { kind: "contact", contactId: one._id }, facts: { firm, contact: personFacts(one) } }));

async function ofMatters(firm: Facts["firm"], matters: Stored<MatterRecord>[]): Promise<SubjectFacts[]> {
  const about = await whose(matters);
  return matters.map((one) => ({ subject: { kind: "matter", matterId: one._id }, facts: { firm, ...about(one._id, one.mainContactId) } }));
}

export const occasionSubject = ({ _id, matterId, contactId }: Stored<OccasionRecord>): RunSubject => ({
  kind: "occasion",
  occasionId: _id,
  ...(matterId ? { matterId } : contactId ? { contactId } : {}),
});

async function whose(matters: Stored<MatterRecord>[], more: { contactId?: string }[] = []) {
  const ids = [...matters.map((one) => one.mainContactId), ...more.flatMap((one) => (one.contactId ? [one.contactId] : []))];
  const contacts = await contactsInOrder([...new Set(ids)]);
  const pipelines = await PipelineModel.find().lean();
  const matterOf = new Map(matters.map((one) => [one._id, one]));
  const contactOf = new Map(contacts.map((one) => [one._id, one]));
  return (matterId: string | undefined, contactId: string | undefined): Omit<Facts, "firm"> => {
    const matter = matterOf.get(matterId ?? "");
    const contact = contactOf.get(matter?.mainContactId ?? contactId ?? "");
    return {
      ...(matter ? { matter: matterFacts(matter, pipelines) } : {}),
      ...(contact ? { contact: personFacts(contact) } : {}),
    };
  };
}
