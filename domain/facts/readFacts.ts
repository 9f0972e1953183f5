import Type from "typebox";
import type { Facts, JsonObject, PersonFacts, RunSubject } from "../../engine/run/types.ts";
import { query, type Scope, type Stored, standing } from "../base/index.ts";
import { current } from "../base/scope.ts";
import { ContactModel, type ContactRecord } from "../contacts/index.ts";
import { firmFacts, firmInScope } from "../firms/index.ts";
import { id } from "../inputs/index.ts";
import { MatterModel, type MatterRecord } from "../matters/index.ts";
import { OccasionModel, type OccasionRecord } from "../occasions/index.ts";
import { PipelineModel } from "../pipelines/index.ts";
import { StaffModel, type StaffRecord } from "../staff/index.ts";
import { jsonOf } from "./json.ts";
import { personFacts } from "./people.ts";
import { matterFacts, occasionFacts } from "./records.ts";

/**
 * What a definition reads about its subject, fresh from the database in one round of reads that go side by side: contacts know their
 * matters, so people need not wait for the matter. A subject that is only an occasion, or a matter without its main contact, is found out
 * first. Deleted contacts and matters are absent. Holds are added by `domain/runs`.
 */
export const readFacts = (scope: Scope, subject: RunSubject, { without = [] }: Unread = {}): Promise<Facts> =>
  read(scope, { ...subject, without });

/** What need not be read, where nobody asks for it: the assignee (`staff.*`), or what stages and case types are called. */
export interface Unread {
  without?: ("staff" | "stageNames")[];
}

const read = query({
  name: "facts.read",
  role: "viewer",
  public: true,
  input: Type.Object({
    kind: Type.String(),
    contactId: Type.Optional(id),
    matterId: Type.Optional(id),
    occasionId: Type.Optional(id),
    without: Type.Unsafe<NonNullable<Unread["without"]>>({}),
  }),
  run: async ({ without, ...subject }) => {
    const matterId = subject.matterId ?? (subject.occasionId && !subject.contactId ? await matterOf(subject.occasionId) : undefined);
    const [foundMatter, foundContact, theirs, occasion, firm, staff, pipelines] = await sideBySide([
      () => (matterId ? MatterModel.findById(matterId).lean() : Promise.resolve(null)),
      () => (subject.contactId ? ContactModel.findById(subject.contactId).lean() : Promise.resolve(null)),
      () => (matterId ? ContactModel.find({ matterIds: matterId, deletedAt: null }).lean() : Promise.resolve([])),
      () => (subject.occasionId ? OccasionModel.findById(subject.occasionId).lean() : Promise.resolve(null)),
      () => firmInScope(),
      () => (matterId && !without.includes("staff") ? StaffModel.find().lean() : Promise.resolve([])),
      () => (matterId && !without.includes("stageNames") ? PipelineModel.find().lean() : Promise.resolve([])),
    ]);
    const [matter, asked] = [standing(foundMatter), standing(foundContact)];
    const contacts = [...(asked ? [asked] : []), ...theirs] as Stored<ContactRecord>[];
    const main = contacts.find((one) => one._id === (subject.contactId ?? matter?.mainContactId ?? occasion?.contactId));
    const people = matter ? peopleOf(matter, contacts) : undefined;
    const assignee = staff.find((one) => one._id === matter?.assignee);
    return {
      firm: firmFacts(firm),
      ...(main ? { contact: personFacts(main) } : {}),
      ...(matter ? { matter: matterFacts(matter as Stored<MatterRecord>, pipelines) } : {}),
      ...(occasion ? { occasion: occasionFacts(occasion as Stored<OccasionRecord>) } : {}),
      ...(assignee ? { staff: staffFacts(assignee as Stored<StaffRecord>) } : {}),
      ...(people ? { people } : {}),
    } satisfies Facts;
  },
});

async function matterOf(occasionId: string): Promise<string | undefined> {
  return (await OccasionModel.findById(occasionId, { matterId: 1 }).lean())?.matterId;
}

/** All at once; one after the other within a transaction, whose session takes one at a time. */
async function sideBySide<T extends readonly (() => Promise<unknown>)[]>(
  reads: [...T],
): Promise<{ [K in keyof T]: Awaited<ReturnType<T[K]>> }> {
  const answers: unknown[] = [];
  if (current()?.inTransaction) for (const one of reads) answers.push(await one());
  else answers.push(...(await Promise.all(reads.map((one) => one()))));
  return answers as { [K in keyof T]: Awaited<ReturnType<T[K]>> };
}

function peopleOf(matter: Pick<MatterRecord, "people">, contacts: Stored<ContactRecord>[]): Record<string, PersonFacts[]> {
  const people: Record<string, PersonFacts[]> = {};
  for (const { contactId, role } of matter.people) {
    const contact = contacts.find((one) => one._id === contactId);
    if (!contact) continue;
    people[role] ??= [];
    people[role].push(personFacts(contact));
  }
  return people;
}

/** A member of staff has one name; letters greet by the first part of it. */
function staffFacts(staff: Stored<StaffRecord>): JsonObject {
  const { name, email, title, phone, role, photoFileId } = staff;
  const [firstName, ...others] = name.trim().split(/\s+/);
  const lastName = others.join(" ") || undefined;
  return { ...(jsonOf({ name, firstName, lastName, email, title, phone, role, photoFileId }) as JsonObject), id: staff._id };
}
