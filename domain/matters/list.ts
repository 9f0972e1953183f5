import Type, { type Static } from "typebox";
import { clock, query, type Stored } from "../base/index.ts";
import { ContactModel, nameOf } from "../contacts/index.ts";
import { closed, hasWords, id, key, newestFirst, oneOf, page, questionWords, startingWith, text } from "../inputs/index.ts";
import { PipelineModel } from "../pipelines/index.ts";
import { StaffModel } from "../staff/index.ts";
import { MatterModel, type MatterRecord } from "./model.ts";

const mostFound = 1_000;

const filters = {
  q: Type.Optional(text(200)),
  caseType: Type.Optional(key),
  stage: Type.Optional(key),
  state: Type.Optional(oneOf(["open", "won", "lost"])),
  /** A member of staff, or `nobody`. */
  assignee: Type.Optional(id),
  source: Type.Optional(text(120)),
  contactId: Type.Optional(id),
};
const asked = Type.Object(filters, closed);
type Asked = Static<typeof asked>;

/** Matters, the newest first; with `q` those whose number, title or people start with each of its words. */
export const listMatters = query({
  name: "matters.list",
  role: "viewer",
  input: Type.Object({ ...filters, ...page }, closed),
  run: async ({ q, cursor, limit, ...others }) => {
    const narrow = narrowBy(others);
    const words = q ? questionWords(q) : [];
    if (words.length) {
      const found = (await foundMatters(words)).filter((one) => fits(one, narrow));
      return { matters: await linesOf(found.slice(0, limit)) };
    }
    const read = async (window: Record<string, unknown>) =>
      (await MatterModel.find({ ...window, ...narrow })
        .sort({ openedAt: -1 })
        .limit(limit + 50)
        .lean()) as Stored<MatterRecord>[];
    const window = { ...(cursor ? { cursor } : {}), limit, now: clock.now() };
    const { rows, next } = await newestFirst("openedAt", (one: Stored<MatterRecord>) => one.openedAt, window, read);
    return { matters: await linesOf(rows), ...(next ? { next } : {}) };
  },
});

function narrowBy({ q: _words, contactId, assignee, ...same }: Asked) {
  return {
    ...(contactId ? { "people.contactId": contactId } : {}),
    ...(assignee ? { assignee: assignee === "nobody" ? null : assignee } : {}),
    ...same,
    deletedAt: null,
  };
}

/** The ids of all the same question finds, so many at most. Within a query or operation. */
export async function matterIds(question: Asked, most: number): Promise<string[]> {
  const narrow = narrowBy(question);
  const words = question.q ? questionWords(question.q) : [];
  if (words.length) return (await foundMatters(words)).filter((one) => fits(one, narrow)).map((one) => one._id);
  const rows = await MatterModel.find(narrow, { _id: 1 }).sort({ openedAt: -1 }).limit(most).lean();
  return rows.map((one) => one._id);
}

function fits(matter: MatterRecord, narrow: Record<string, unknown>): boolean {
  const { "people.contactId": contactId, deletedAt: _shown, ...same } = narrow;
  if (contactId && !matter.people.some((one) => one.contactId === contactId)) return false;
  return Object.entries(same).every(([name, value]) => (matter[name as keyof MatterRecord] ?? null) === value);
}

/** By number, title or one of their people, the newest first. Within a query or operation. */
export async function foundMatters(words: string[]): Promise<Stored<MatterRecord>[]> {
  const first = startingWith(words[0] ?? "");
  const own = (await MatterModel.find({ ...first, deletedAt: null })
    .limit(mostFound)
    .lean()) as Stored<MatterRecord>[];
  const people = await ContactModel.find({ ...first, deletedAt: null }, { search: 1, matterIds: 1 })
    .limit(mostFound)
    .lean();
  const ids = people.filter((one) => hasWords(one.search, words)).flatMap((one) => one.matterIds);
  const theirs = ids.length
    ? ((await MatterModel.find({ _id: { $in: ids.slice(0, 200) }, deletedAt: null }).lean()) as Stored<MatterRecord>[])
    : [];
  const all = new Map([...own.filter((one) => hasWords(one.search, words)), ...theirs].map((one) => [one._id, one]));
  return [...all.values()].sort((a, b) => b.openedAt.getTime() - a.openedAt.getTime());
}

/** Matters as lists show them, with the names of stage, assignee and main contact. */
export async function linesOf(matters: Stored<MatterRecord>[]) {
  const pipelines = await PipelineModel.find().lean();
  const staff = await StaffModel.find({}, { name: 1 }).lean();
  const contacts = await ContactModel.find({ _id: { $in: matters.map((one) => one.mainContactId) } }).lean();
  return matters.map((matter) => {
    const { _id: id, number, title, caseType, stage, stageSince, state, assignee, source, value, openedAt, mainContactId, people } = matter;
    const pipeline = pipelines.find((one) => one.caseType === caseType);
    const contact = contacts.find((one) => one._id === mainContactId);
    return {
      ...{ id, number, title, caseType, stage, stageSince, state, assignee, source, value, openedAt, mainContactId, people: people.length },
      caseTypeName: pipeline?.name ?? caseType,
      stageName: pipeline?.stages.find((one) => one.id === stage)?.name ?? stage,
      assigneeName: staff.find((one) => one._id === assignee)?.name,
      contactName: contact ? nameOf(contact) : "Somebody who was deleted",
      firstTouchAt: matter.firstTouchAt,
    };
  });
}
export type MatterLine = Awaited<ReturnType<typeof linesOf>>[number];
