import Type from "typebox";
import { query, type Scope, type Stored } from "../base/index.ts";
import { ContactModel, type ContactRecord, contactById, nameOf } from "../contacts/index.ts";
import { DocumentModel } from "../documents/model.ts";
import { FileModel } from "../files/index.ts";
import { listHolds } from "../holds/index.ts";
import { closed, id } from "../inputs/index.ts";
import { type IntakeRecord, listOpenIntakes } from "../intakes/index.ts";
import { InvoiceModel } from "../invoices/index.ts";
import { MatterModel, type MatterRecord, matterById } from "../matters/index.ts";
import { linesOf } from "../matters/list.ts";
import { OccasionModel } from "../occasions/index.ts";
import { listFields, pipelineOf } from "../pipelines/index.ts";
import { requestsOf } from "../requests/index.ts";
import { SigningModel, type SigningRecord, type Standing, standingOf } from "../signing/index.ts";
import { StaffModel } from "../staff/index.ts";
import { listTasks, TaskModel, type TaskRecord } from "../tasks/index.ts";
import { runsOf } from "./runs.ts";

const withId = <T extends { _id: string; firmId: string }>({ _id, firmId: _firm, ...rest }: T) => ({ id: _id, ...rest });

/** A person as their page shows them. */
function shown(contact: Stored<ContactRecord>) {
  const { search: _words, sortName: _sorted, deletedAt: _gone, matterIds: _theirs, ...rest } = withId(contact);
  return { ...rest, name: nameOf(contact) };
}

/** Everything on a matter's page but its story. */
export const readMatterPage = query({
  name: "matters.page",
  role: "viewer",
  input: Type.Object({ matterId: id }, closed),
  run: async ({ matterId }, scope) => {
    const matter = await matterById(matterId);
    const [[line], contacts, pipeline, fields, runs, tasks, occasions, files, requests, invoices, holds] = await Promise.all([
      linesOf([matter]),
      ContactModel.find({ matterIds: matterId, deletedAt: null }).lean(),
      pipelineOf(matter.caseType),
      listFields(scope, { on: "matter" }),
      runsOf(scope, { matterId }),
      tasksWithNames(scope, { matterId, state: "open", limit: 100 }),
      OccasionModel.find({ matterId }).sort({ at: 1 }).lean(),
      FileModel.find({ matterId, state: "kept" }).sort({ createdAt: -1 }).limit(100).lean(),
      requestsOf(scope, { matterId, open: true }),
      InvoiceModel.find({ matterId }).sort({ due: 1 }).lean(),
      listHolds(scope, { target: "matter", targetId: matterId }),
    ]);
    const documents = await documentsToSign(matterId);
    return {
      ...line,
      fields: matter.fields,
      closedAt: matter.closedAt,
      people: peopleOf(matter, contacts as Stored<ContactRecord>[]),
      stages: pipeline.stages,
      definitions: fields.filter((one) => !one.caseTypes?.length || one.caseTypes.includes(matter.caseType)).map(withId),
      runs,
      tasks: tasks.tasks,
      occasions: occasions.map(withId),
      files: files.map(({ _id, name, type, bytes, createdAt }) => {
        const document = documents.get(_id);
        return { id: _id, name, type, bytes, createdAt, ...(document ? { document } : {}) };
      }),
      requests,
      invoices: invoices.map(withId),
      holds,
    };
  },
});
export type MatterPage = Awaited<ReturnType<typeof readMatterPage>>;

/** A document that was made for a matter, and how its signing stands, where it was ever sent to be signed. */
export interface DocumentToSign {
  id: string;
  /** Finished PDFs are signed; what is signed already is not. */
  canBeSigned: boolean;
  signing?: Standing;
}

/** A matter's documents by their files. Within a scope. */
async function documentsToSign(matterId: string): Promise<Map<string, DocumentToSign>> {
  const documents = await DocumentModel.find({ matterId }, { fileId: 1, as: 1, signedAt: 1 }).sort({ at: -1 }).limit(200).lean();
  const signings = (await SigningModel.find({ matterId }).sort({ createdAt: 1 }).lean()) as Stored<SigningRecord>[];
  const standing = new Map((await standingOf(signings)).map((one) => [one.documentId, one]));
  return new Map(
    documents.map(({ _id: id, fileId, as, signedAt }) => {
      const signing = standing.get(id);
      return [fileId, { id, canBeSigned: as === "pdf" && !signedAt && signing?.state !== "open", ...(signing ? { signing } : {}) }];
    }),
  );
}

/** Main contact first, each person once with all their roles. */
function peopleOf(matter: MatterRecord, contacts: Stored<ContactRecord>[]) {
  const ids = [...new Set([matter.mainContactId, ...matter.people.map((one) => one.contactId)])];
  return ids.flatMap((contactId) => {
    const contact = contacts.find((one) => one._id === contactId);
    const roles = matter.people.filter((one) => one.contactId === contactId).map((one) => one.role);
    return contact ? [{ ...shown(contact), roles, main: contactId === matter.mainContactId }] : [];
  });
}

/** Everything on a contact's page but their story. */
export const readContactPage = query({
  name: "contacts.page",
  role: "viewer",
  input: Type.Object({ contactId: id }, closed),
  run: async ({ contactId }, scope) => {
    const contact = await contactById(contactId);
    const { email, phone } = contact;
    const [matters, fields, runs, tasks, occasions, requests, holds, sharing] = await Promise.all([
      MatterModel.find({ _id: { $in: contact.matterIds }, deletedAt: null }).lean(),
      listFields(scope, { on: "contact" }),
      runsOf(scope, { contactId }),
      tasksWithNames(scope, { contactId, state: "open", limit: 100 }),
      OccasionModel.find({ contactId }).sort({ at: 1 }).lean(),
      requestsOf(scope, { contactId, open: true }),
      listHolds(scope, { target: "contact", targetId: contactId }),
      whoShares(contactId, email, phone),
    ]);
    return {
      ...shown(contact),
      matters: await linesOf(matters as Stored<MatterRecord>[]),
      definitions: fields.map(withId),
      runs,
      tasks: tasks.tasks,
      occasions: occasions.map(withId),
      requests,
      holds,
      sharing,
    };
  },
});
export type ContactPage = Awaited<ReturnType<typeof readContactPage>>;

/** Others with the same address or phone: a spouse, or the same person twice. */
async function whoShares(contactId: string, email: string | undefined, phone: string | undefined) {
  const byEmail = email ? await ContactModel.find({ email, deletedAt: null }).limit(10).lean() : [];
  const byPhone = phone ? await ContactModel.find({ phone, deletedAt: null }).limit(10).lean() : [];
  const others = new Map([...byEmail, ...byPhone].filter((one) => one._id !== contactId).map((one) => [one._id, one]));
  return [...others.values()].map((one) => ({ id: one._id, name: nameOf(one), email: one.email, phone: one.phone }));
}

/** Tasks with the names of who does them and whom they are about. */
export async function tasksWithNames(scope: Scope, input: Parameters<typeof listTasks>[1]) {
  const { tasks, next } = await listTasks(scope, input);
  return { tasks: await named(scope, { ids: tasks.map((one) => one._id) }), ...(next ? { next } : {}) };
}

const named = query({
  name: "tasks.named",
  role: "viewer",
  input: Type.Object({ ids: Type.Array(id) }, closed),
  run: async ({ ids }) => {
    if (!ids.length) return [];
    const tasks = (await TaskModel.find({ _id: { $in: ids } }).lean()) as Stored<TaskRecord>[];
    const staff = await StaffModel.find({}, { name: 1 }).lean();
    const contacts = await ContactModel.find({ _id: { $in: tasks.flatMap((one) => one.contactId ?? []) } }).lean();
    const matters = await MatterModel.find({ _id: { $in: tasks.flatMap((one) => one.matterId ?? []) } }, { title: 1, number: 1 }).lean();
    const order = new Map(ids.map((one, index) => [one, index]));
    return tasks
      .sort((a, b) => (order.get(a._id) ?? 0) - (order.get(b._id) ?? 0))
      .map((task) => {
        const contact = contacts.find((one) => one._id === task.contactId);
        const matter = matters.find((one) => one._id === task.matterId);
        return {
          ...withId(task),
          assigneeName: staff.find((one) => one._id === task.assignee)?.name,
          ...(contact ? { contactName: nameOf(contact) } : {}),
          ...(matter ? { matterTitle: matter.title, matterNumber: matter.number } : {}),
        };
      });
  },
});
export type TaskLine = Awaited<ReturnType<typeof named>>[number];

/** The questions "existing matter or new?", with the matters of whom they may be. */
export const openIntakesWithMatters = query({
  name: "intakes.openWithMatters",
  role: "viewer",
  input: Type.Object({}, closed),
  run: async (_input, scope) => {
    const intakes = (await listOpenIntakes(scope, {})) as Stored<IntakeRecord>[];
    const ids = intakes.flatMap((one) => one.likely.flatMap((contact) => contact.matterIds));
    const matters = ids.length
      ? await linesOf((await MatterModel.find({ _id: { $in: ids }, deletedAt: null }).lean()) as Stored<MatterRecord>[])
      : [];
    return intakes.map((intake) => ({
      id: intake._id,
      form: intake.form,
      receivedAt: intake.receivedAt,
      contact: intake.contact,
      caseType: intake.matter.caseType,
      likely: intake.likely.map((one) => ({ ...one, matters: matters.filter((matter) => one.matterIds.includes(matter.id)) })),
    }));
  },
});
export type OpenIntake = Awaited<ReturnType<typeof openIntakesWithMatters>>[number];
