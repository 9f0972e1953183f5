import { contactsNamed, nameOf } from "../contacts/index.ts";
import { FormModel } from "../forms/index.ts";
import { mattersNamed } from "../matters/index.ts";
import { PipelineModel } from "../pipelines/index.ts";
import { RequestModel } from "../requests/index.ts";
import { StaffModel } from "../staff/index.ts";

export interface PersonNamed {
  id: string;
  name: string;
  phone?: string;
  email?: string;
}
export interface MatterNamed {
  id: string;
  title: string;
  number: string;
  caseType: string;
  mainContactId: string;
  assignee?: string;
}
export interface Names {
  contact: (id: string | undefined) => PersonNamed | null;
  matter: (id: string | undefined) => MatterNamed | null;
  staff: (id: string | undefined) => string | undefined;
  caseType: (key: string) => string;
  form: (key: unknown) => string | undefined;
  group: (requestId: string | undefined) => { done: number; of: number } | undefined;
}

/** The names that lines about these contacts and matters need, in a few reads. Within a scope. */
export async function namesFor(
  contactIds: (string | undefined)[],
  matterIds: (string | undefined)[],
  answers: { requestId?: string; data: Record<string, unknown> }[] = [],
): Promise<Names> {
  const matters = await mattersNamed(given(matterIds));
  const [contacts, staff, pipelines, forms, group] = await Promise.all([
    contactsNamed(given([...contactIds, ...[...matters.values()].map((matter) => matter.mainContactId)])),
    StaffModel.find({}, { name: 1 }).lean(),
    PipelineModel.find({}, { caseType: 1, name: 1 }).lean(),
    FormModel.find({ key: { $in: given(answers.map((one) => textOf(one.data["form"]))) } }, { key: 1, name: 1 }).lean(),
    groupsOf(given(answers.map((one) => one.requestId))),
  ]);
  const staffMap = new Map(staff.map((one) => [one._id, one]));
  return {
    contact: (id) => {
      const found = id ? contacts.get(id) : undefined;
      if (!found) return null;
      const { phone, email } = found;
      return { id: found._id, name: nameOf(found), ...(phone ? { phone } : {}), ...(email ? { email } : {}) };
    },
    matter: (id) => {
      const found = id ? matters.get(id) : undefined;
      if (!found) return null;
      const { _id, title, number, caseType, mainContactId, assignee } = found;
      return { id: _id, title, number, caseType, mainContactId, ...(assignee ? { assignee } : {}) };
    },
    staff: (id) => (id ? staffMap.get(id)?.name : undefined),
    caseType: (key) => pipelines.find((one) => one.caseType === key)?.name ?? key,
    form: (key) => forms.find((one) => one.key === key)?.name,
    group: (requestId) => (requestId ? group.get(requestId) : undefined),
  };
}

const textOf = (value: unknown) => (typeof value === "string" ? value : undefined);
const given = (ids: (string | undefined)[]) => [...new Set(ids.filter((id): id is string => typeof id === "string"))];

/** For each request that went to several people at one step: how many of them have answered. */
async function groupsOf(requestIds: string[]): Promise<Map<string, { done: number; of: number }>> {
  const asked = await RequestModel.find({ _id: { $in: requestIds }, runId: { $ne: null } }, { runId: 1, step: 1, visit: 1 }).lean();
  const beside = asked.length
    ? await RequestModel.find({ runId: { $in: given(asked.map((one) => one.runId)) } }, { runId: 1, step: 1, visit: 1, state: 1 }).lean()
    : [];
  return new Map(
    asked.map((one) => {
      const same = beside.filter((other) => other.runId === one.runId && other.step === one.step && other.visit === one.visit);
      return [one._id, { done: same.filter((other) => other.state === "done").length, of: same.length }];
    }),
  );
}
