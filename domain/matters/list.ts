import Type, { type Static } from "typebox";
import { query, type Stored } from "../base/index.ts";
import { contactsNamed, foundContacts, nameOf } from "../contacts/index.ts";
import { byDate, closed, cursorOf, hasWords, id, key, oneOf, page, pastCursor, questionWords, text } from "../inputs/index.ts";
import { PipelineModel } from "../pipelines/index.ts";
import { StaffModel } from "../staff/index.ts";
import { MatterModel, type MatterRecord } from "./model.ts";
import { type MatterStanding, mattersStanding } from "./standing.ts";

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
  run: async ({ cursor, limit, ...asked }) => {
    const all = await mattersAsked(asked);
    const isSearch = asked.q !== undefined && questionWords(asked.q).length > 0;
    const found = isSearch ? all : all.filter(pastCursor(cursor, openedAt, "newest"));
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    const matters = await linesOf(shown);
    return !isSearch && found.length > limit && last ? { matters, next: cursorOf(last.openedAt, last._id) } : { matters };
  },
});

/** The ids of all the same question finds, so many at most. Within a query or operation. */
export async function matterIds(question: Asked, most: number): Promise<string[]> {
  return (await mattersAsked(question)).slice(0, most).map((one) => one._id);
}

const openedAt = (one: MatterStanding): Date => one.openedAt;
const newest = byDate(openedAt, "newest");

async function mattersAsked({ q, contactId, assignee, ...same }: Asked): Promise<MatterStanding[]> {
  const all = contactId ? await mattersOf(contactId) : await mattersStanding();
  const fits = (one: MatterStanding) =>
    (!assignee || (one.assignee ?? "nobody") === assignee) &&
    Object.entries(same).every(([name, value]) => value === undefined || one[name as keyof typeof same] === value);
  const found = all.filter(fits);
  const words = q ? questionWords(q) : [];
  return (words.length ? await withWords(found, words) : found).sort(newest);
}

const mattersOf = async (contactId: string): Promise<MatterStanding[]> =>
  (await MatterModel.find({ "people.contactId": contactId, deletedAt: null }).lean()) as Stored<MatterRecord>[];

/** By number, title or one of their people, the newest first. Within a query or operation. */
export const foundMatters = async (words: readonly string[]): Promise<MatterStanding[]> =>
  (await withWords(await mattersStanding(), words)).sort(newest);

async function withWords(matters: MatterStanding[], words: readonly string[]): Promise<MatterStanding[]> {
  const theirs = new Set((await foundContacts(words)).flatMap((one) => one.matterIds));
  return matters.filter((one) => theirs.has(one._id) || hasWords(one.search, words));
}

/** Matters as lists show them, with the names of stage, assignee and main contact. */
export async function linesOf(matters: readonly MatterStanding[]) {
  const pipelines = await PipelineModel.find().lean();
  const staff = await StaffModel.find({}, { name: 1 }).lean();
  const contacts = await contactsNamed(matters.map((one) => one.mainContactId));
  return matters.map((matter) => {
    const { _id: id, number, title, caseType, stage, stageSince, state, assignee, source, value, openedAt, mainContactId, people } = matter;
    const pipeline = pipelines.find((one) => one.caseType === caseType);
    const contact = contacts.get(mainContactId);
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
