import Type, { type Static } from "typebox";
import { invalidField } from "../base/index.ts";
import { ContactModel } from "../contacts/index.ts";
import { clearable, clearedLine, closed, customFields, id, key, line, oneLine, optionalId, searchWords } from "../inputs/index.ts";
import { checkedFields } from "../pipelines/index.ts";
import type { MatterRecord, Person } from "./model.ts";

const person = Type.Object({ contactId: id, role: key }, closed);
export const people = Type.Array(person, { maxItems: 40 });
const value = Type.Optional(Type.Union([Type.Number({ minimum: 0, maximum: 1e9 }), Type.Null()]));
export const NewMatter = Type.Object(
  {
    caseType: key,
    title: Type.Optional(line(200)),
    mainContactId: id,
    /** Without them the main contact is the client. */
    people: Type.Optional(people),
    stage: Type.Optional(key),
    assignee: optionalId,
    source: Type.Optional(line(120)),
    value: Type.Optional(Type.Number({ minimum: 0, maximum: 1e9 })),
    fields: Type.Optional(customFields),
  },
  closed,
);
export const MatterChange = Type.Object(
  {
    title: Type.Optional(line(200)),
    source: clearable(120),
    value,
    fields: Type.Optional(customFields),
    people: Type.Optional(people),
    mainContactId: optionalId,
  },
  closed,
);

/** What the matter is after a change, each value checked. */
export async function matterAfter(before: MatterRecord, change: Static<typeof MatterChange>): Promise<MatterRecord> {
  const after: MatterRecord = { ...before };
  if (change.title !== undefined) after.title = oneLine("/title", "Title", change.title) || before.title;
  if (change.source !== undefined) after.source = clearedLine("/source", "Source", change.source);
  if (change.value !== undefined) after.value = change.value ?? undefined;
  if (change.fields) after.fields = { ...before.fields, ...(await checkedFields("matter", change.fields)) };
  for (const [name, one] of Object.entries(after.fields)) if (one === null) delete after.fields[name];
  if (change.mainContactId) after.mainContactId = change.mainContactId;
  if (change.people) after.people = distinct(change.people);
  if (!after.people.some((one) => one.contactId === after.mainContactId)) {
    if (change.people && !change.mainContactId)
      throw invalidField("/people", "The main contact can't be taken out. Make somebody else the main contact first.");
    after.people = [{ contactId: after.mainContactId, role: "client" }, ...after.people];
  }
  await refuseUnknown(after.people, before.people);
  return after;
}

const distinct = (list: Person[]) => [...new Map(list.map((one) => [`${one.contactId}/${one.role}`, one])).values()];

async function refuseUnknown(people: Person[], before: Person[]): Promise<void> {
  const fresh = people.filter((one) => !before.some((known) => known.contactId === one.contactId)).map((one) => one.contactId);
  if (!fresh.length) return;
  const found = new Set((await ContactModel.find({ _id: { $in: fresh }, deletedAt: null }, { _id: 1 }).lean()).map((one) => one._id));
  const index = people.findIndex((one) => fresh.includes(one.contactId) && !found.has(one.contactId));
  if (index >= 0) throw invalidField(`/people/${index}/contactId`, "This contact was not found. It may have been deleted.");
}

export const searchOf = (matter: Pick<MatterRecord, "number" | "title">): string[] => {
  const serial = matter.number.split("-").at(-1) ?? "";
  return searchWords(matter.number, matter.title, serial.replace(/^0+/, ""));
};

/** The values whose change is told to flows, custom fields beside built-in ones as conditions name them. */
export function comparable(matter: MatterRecord): Record<string, unknown> {
  const { title, stage, assignee, source, value: worth, mainContactId, people: who } = matter;
  return { ...matter.fields, title, stage, assignee, source, value: worth, mainContactId, people: who };
}
