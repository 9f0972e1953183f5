import type { SubjectKind } from "../../engine/definition/types.ts";
import type { Facts, RunSubject } from "../../engine/run/types.ts";
import type { Stored } from "../base/index.ts";
import { ContactModel, type ContactRecord } from "../contacts/index.ts";
import { firmFacts, firmInScope } from "../firms/index.ts";
import { MatterModel, type MatterRecord } from "../matters/index.ts";
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
  if (kind === "contact") {
    const contacts = (await ContactModel.find({ ...next, deletedAt: null }, null, byId).lean()) as Stored<ContactRecord>[];
    return contacts.map((one) => ({ subject: { kind, contactId: one._id }, facts: { firm, contact: personFacts(one) } }));
  }
  if (kind === "matter") {
    const matters = (await MatterModel.find({ ...next, deletedAt: null }, null, byId).lean()) as Stored<MatterRecord>[];
    const about = await whose(matters);
    return matters.map((one) => ({ subject: { kind, matterId: one._id }, facts: { firm, ...about(one._id, one.mainContactId) } }));
  }
  const occasions = (await OccasionModel.find(next, null, byId).lean()) as Stored<OccasionRecord>[];
  const ids = occasions.flatMap((one) => (one.matterId ? [one.matterId] : []));
  const about = await whose((await MatterModel.find({ _id: { $in: ids }, deletedAt: null }).lean()) as Stored<MatterRecord>[], occasions);
  return occasions.map((one) => ({
    subject: occasionSubject(one),
    facts: { firm, occasion: occasionFacts(one), ...about(one.matterId, one.contactId) },
  }));
}

export const occasionSubject = ({ _id, matterId, contactId }: Stored<OccasionRecord>): RunSubject => ({
  kind: "occasion",
  occasionId: _id,
  ...(matterId ? { matterId } : contactId ? { contactId } : {}),
});

async function whose(matters: Stored<MatterRecord>[], more: { contactId?: string }[] = []) {
  const ids = [...matters.map((one) => one.mainContactId), ...more.flatMap((one) => (one.contactId ? [one.contactId] : []))];
  const contacts = (await ContactModel.find({ _id: { $in: ids }, deletedAt: null }).lean()) as Stored<ContactRecord>[];
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
