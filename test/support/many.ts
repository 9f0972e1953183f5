import { newId, type Scope, type Stored } from "../../domain/base/index.ts";
import { ContactModel, type ContactRecord } from "../../domain/contacts/index.ts";
import { emptyContact, searchOf as wordsOfContact } from "../../domain/contacts/shape.ts";
import { MatterModel, type MatterRecord } from "../../domain/matters/index.ts";
import { searchOf as wordsOfMatter } from "../../domain/matters/shape.ts";
import { beginningsOf } from "../../domain/messages/beginnings.ts";
import { MessageModel } from "../../domain/messages/index.ts";
import type { MessageRecord } from "../../domain/messages/model.ts";
import { TaskModel, type TaskRecord } from "../../domain/tasks/index.ts";

const people = ["Ngozi Okafor", "Luis Peña", "Anne Lindqvist", "Maximiliane von Trautmannsdorff-Weinsberg", "Karen Doyle"];
const sources = ["Referral", "Website form", "Google Ads", "Phone"];
const stages = ["lead", "consultation", "hired"] as const;
const hour = 3_600_000;

/**
 * So many contacts with a matter, an overdue task and a message each, written straight into the database. The firm has the usual pipeline.
 * They are numbered from `first` on; the lower the number, the newer.
 */
export async function manyOfEverything(scope: Scope, { first = 0, count }: { first?: number; count: number }): Promise<void> {
  const begin = Date.now() - hour;
  const rows = Array.from({ length: count }, (_, index) => rowsOf(scope, first + index, new Date(begin - (first + index) * hour)));
  await write(
    ContactModel,
    rows.map(({ contact }) => contact),
  );
  await write(
    MatterModel,
    rows.map(({ matter }) => matter),
  );
  await write(
    TaskModel,
    rows.map(({ task }) => task),
  );
  await write(
    MessageModel,
    rows.map(({ message }) => message),
  );
}

type Written = { collection: { insertMany(documents: never[], options: { ordered: boolean }): Promise<unknown> } };

async function write(model: Written, documents: object[]): Promise<void> {
  await model.collection.insertMany(documents as never[], { ordered: false });
}

function rowsOf({ firmId }: Scope, number: number, at: Date) {
  const common = { firmId, createdAt: at, updatedAt: at };
  const [firstName = "", last = ""] = people[number % people.length]?.split(/ (.*)/) ?? [];
  const lastName = `${last} ${number}`;
  const contactId = newId("contact");
  const matterId = newId("matter");
  const source = sources[number % sources.length] ?? "Phone";
  const address = `client${number}@mail.example`;
  const who = { firstName, lastName, email: address, source, tags: number % 7 ? [] : ["two children", "Spanish"] };
  const person: ContactRecord = { ...emptyContact(), ...who, matterIds: [matterId], sortName: `${lastName}, ${firstName}`.toLowerCase() };
  const contact: Stored<ContactRecord> = { _id: contactId, ...common, ...person, search: wordsOfContact(person) };
  return {
    contact,
    matter: matterOf(number, { ...common, _id: matterId, mainContactId: contactId, title: `${lastName}: estate planning`, source }, at),
    task: {
      _id: newId("task"),
      ...common,
      title: `Call back ${number}`,
      state: "open",
      due: at,
      contactId,
      matterId,
    } as Stored<TaskRecord>,
    message: messageOf(number, { ...common, _id: newId("message"), contactId, matterId }, { address, name: `${firstName} ${lastName}` }),
  };
}

type Own = Pick<Stored<object>, "_id" | "firmId" | "createdAt" | "updatedAt">;

function matterOf(number: number, own: Own & { mainContactId: string; title: string; source: string }, at: Date): Stored<MatterRecord> {
  const stage = stages[number % stages.length] ?? "lead";
  const matter = {
    ...{ ...own, number: `EP-2025-${number}`, caseType: "estate-planning", value: 2_400, fields: {}, deletedAt: null },
    ...{ stage, stageSince: at, state: stage === "hired" ? ("won" as const) : ("open" as const), openedAt: at },
    people: [{ contactId: own.mainContactId, role: "client" }],
    // The first few are leads nobody has spoken to yet.
    ...(number < 3 ? {} : { firstTouchAt: at }),
  };
  return { ...matter, search: wordsOfMatter(matter) };
}

function messageOf(number: number, own: Own & { contactId: string; matterId: string }, to: MessageRecord["to"]): Stored<MessageRecord> {
  const message = {
    ...{ ...own, to, from: { address: "office@mail.example", name: "Hartwell & Ruiz" }, channel: "email" as const },
    ...{ key: `many:${number}`, messageId: `<many-${number}@mail.example>`, state: "sent" as const, purpose: "transactional" as const },
    ...{ subject: `About your plan, ${number}`, html: "<p>Hello</p>", text: "Hello", language: "en" as const, values: {}, documentIds: [] },
    ...{ attempts: 1, sentAt: own.createdAt },
  };
  return { ...message, beginnings: beginningsOf(message) };
}
