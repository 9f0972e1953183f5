import { Temporal } from "temporal-polyfill";
import Type from "typebox";
import { changeFound, clock, invalidField, newId, notFound, operation, quietly, type Scope, type Stored, standing } from "../base/index.ts";
import { ContactModel, contactById, nameOf } from "../contacts/index.ts";
import { emit } from "../events/index.ts";
import { firmInScope } from "../firms/index.ts";
import { changedPaths, closed, id, key } from "../inputs/index.ts";
import { nextOf, pipelineOf, type Stage, stageOf } from "../pipelines/index.ts";
import { StaffModel, staffNamed } from "../staff/index.ts";
import { MatterModel, type MatterRecord, type Person } from "./model.ts";
import { comparable, MatterChange, matterAfter, NewMatter, searchOf } from "./shape.ts";

export async function matterById(matterId: string): Promise<Stored<MatterRecord>> {
  const matter = standing(await MatterModel.findById(matterId).lean());
  if (!matter) throw notFound("This matter");
  return matter as Stored<MatterRecord>;
}

export const createMatter = operation({
  name: "matters.create",
  role: "staff",
  public: true,
  input: NewMatter,
  run: async ({ caseType, stage: asked, assignee, ...values }) => {
    const pipeline = await pipelineOf(caseType);
    const stage = asked ? stageOf(pipeline, asked) : firstOpen(pipeline.stages);
    const main = await contactById(values.mainContactId).catch(() => {
      throw invalidField("/mainContactId", "This contact was not found. It may have been deleted.");
    });
    if (assignee) await staffMember(assignee, "/assignee");
    const now = clock.now();
    const number = await nextNumber(pipeline.prefix, now);
    const blank: MatterRecord = {
      number,
      title: `${main.lastName ?? nameOf(main)}: ${pipeline.name.toLowerCase()}`.slice(0, 200),
      caseType,
      stage: stage.id,
      stageSince: now,
      state: stage.state,
      ...(assignee ? { assignee } : {}),
      fields: {},
      people: [],
      mainContactId: values.mainContactId,
      openedAt: now,
      ...(stage.state === "open" ? {} : { closedAt: now }),
      search: [],
      deletedAt: null,
    };
    const made = await matterAfter(blank, { people: [{ contactId: main._id, role: "client" }], ...values });
    const matterId = newId("matter");
    await MatterModel.create([{ _id: matterId, ...made, search: searchOf(made) }]);
    await linkPeople(matterId, [], made.people);
    await emit({ type: "matter.created", matterId, contactId: main._id, data: { caseType, source: made.source ?? null } });
    if (assignee) await emit({ type: "matter.assigned", matterId, contactId: main._id, data: { staff: assignee } });
    return { id: matterId, number };
  },
});

const firstOpen = (stages: Stage[]): Stage => stages.find((one) => one.state === "open") ?? (stages[0] as Stage);

/** EP-2026-0184: counted by prefix and by year in the firm's zone. */
async function nextNumber(prefix: string, now: Date): Promise<string> {
  const { zone } = await firmInScope();
  const year = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).year;
  const serial = await nextOf(`matter:${prefix}-${year}`);
  return `${prefix}-${year}-${String(serial).padStart(4, "0")}`;
}

async function staffMember(staffId: string, path: string): Promise<void> {
  if (!(await StaffModel.exists({ _id: staffId, active: true })))
    throw invalidField(path, "This member of staff was not found, or no longer works here. Choose somebody else.");
}

/** Keeps each contact's `matterIds` in step with a matter's people. */
async function linkPeople(matterId: string, before: Person[], after: Person[]): Promise<void> {
  const ids = (list: Person[]) => new Set(list.map((one) => one.contactId));
  const added = [...ids(after).difference(ids(before))];
  const removed = [...ids(before).difference(ids(after))];
  if (added.length) await ContactModel.updateMany({ _id: { $in: added } }, { $addToSet: { matterIds: matterId } });
  if (removed.length) await ContactModel.updateMany({ _id: { $in: removed } }, { $pull: { matterIds: matterId } });
}

export const changeMatter = operation({
  name: "matters.change",
  role: "staff",
  input: Type.Object({ matterId: id, change: MatterChange }, closed),
  run: async ({ matterId, change }) => {
    const before = await matterById(matterId);
    const after = await matterAfter(before, change);
    return await writeMatter(matterId, before, after);
  },
});

/** Stores what a matter became and tells what changed; nothing when nothing did. */
export async function writeMatter(matterId: string, before: MatterRecord, after: MatterRecord): Promise<{ changed: string[] }> {
  const changed = changedPaths("matter", comparable(before), comparable(after));
  if (!changed.length) return { changed };
  const { title, stage, stageSince, state, fields, people, mainContactId } = after;
  const { assignee, source, value, closedAt } = after;
  const optional = Object.entries({ assignee, source, value, closedAt });
  const gone = optional.filter(([, one]) => one === undefined);
  await MatterModel.updateOne(
    { _id: matterId },
    {
      $set: {
        ...Object.fromEntries(optional.filter(([, one]) => one !== undefined)),
        ...{ title, stage, stageSince, state, fields, people, mainContactId },
        search: searchOf(after),
      },
      ...(gone.length ? { $unset: Object.fromEntries(gone.map(([name]) => [name, 1])) } : {}),
    },
  );
  await linkPeople(matterId, before.people, after.people);
  await emit({ type: "matter.changed", matterId, contactId: mainContactId, data: { paths: changed } });
  return { changed };
}

export const moveStage = operation({
  name: "matters.moveStage",
  role: "staff",
  input: Type.Object({ matterId: id, stage: key }, closed),
  run: async ({ matterId, stage: to }) => {
    const before = await matterById(matterId);
    const stage = stageOf(await pipelineOf(before.caseType), to);
    if (before.stage === to) return { from: to, to };
    const now = clock.now();
    const closedAt = stage.state === "open" ? undefined : before.state === stage.state ? before.closedAt : now;
    // Told first: what waits for the stage need not wait for what hears of every change.
    await emit({ type: "matter.stageChanged", matterId, contactId: before.mainContactId, data: { from: before.stage, to } });
    await writeMatter(matterId, before, { ...before, stage: to, stageSince: now, state: stage.state, closedAt });
    return { from: before.stage, to };
  },
});

/** Gives a matter to a member of staff, or to nobody (null). */
export const assignMatter = operation({
  name: "matters.assign",
  role: "staff",
  input: Type.Object({ matterId: id, staffId: Type.Union([id, Type.Null()]) }, closed),
  run: async ({ matterId, staffId }) => {
    const before = await matterById(matterId);
    if (staffId) await staffMember(staffId, "/staffId");
    if ((before.assignee ?? null) === staffId) return { staffId };
    await writeMatter(matterId, before, { ...before, assignee: staffId ?? undefined });
    await emit({ type: "matter.assigned", matterId, contactId: before.mainContactId, data: { staff: staffId } });
    return { staffId };
  },
});

/** As a flow assigns: the first of them, in turn, or whoever has the fewest open matters. `among` names staff ids or roles. */
export const assignAmong = operation({
  name: "matters.assignAmong",
  role: "staff",
  input: Type.Object(
    {
      matterId: id,
      how: Type.Union([Type.Literal("fixed"), Type.Literal("roundRobin"), Type.Literal("fewestOpen")]),
      among: Type.Array(id, { minItems: 1, maxItems: 50 }),
    },
    closed,
  ),
  run: async ({ matterId, how, among }, scope) => {
    const staff = await staffNamed(among);
    if (!staff.length) throw invalidField("/among", "None of the staff named works here any more. Choose somebody else.");
    const ids = staff.map((one) => one._id);
    const chosen =
      how === "fixed" ? (among.find((one) => ids.includes(one)) ?? ids[0]) : how === "roundRobin" ? await inTurn(ids) : await fewest(ids);
    return await assignMatter(scope, { matterId, staffId: chosen ?? null });
  },
});

async function inTurn(ids: string[]): Promise<string | undefined> {
  const turn = await nextOf(`turn:${ids.join(",")}`);
  return ids[(turn - 1) % ids.length];
}

async function fewest(ids: string[]): Promise<string | undefined> {
  const counts: { _id: string; open: number }[] = await MatterModel.aggregate([
    { $match: { assignee: { $in: ids }, state: "open", deletedAt: null } },
    { $group: { _id: "$assignee", open: { $sum: 1 } } },
  ]);
  const open = (staffId: string) => counts.find((one) => one._id === staffId)?.open ?? 0;
  return [...ids].sort((a, b) => open(a) - open(b))[0];
}

/** A person of the firm called or wrote: the matter is no longer a lead nobody touched. */
export async function touchMatters(filter: { matterId?: string; contactId?: string }): Promise<void> {
  const which: Record<string, unknown> = filter.matterId
    ? { _id: filter.matterId }
    : { "people.contactId": filter.contactId, state: "open" };
  await MatterModel.updateMany({ ...which, firstTouchAt: { $exists: false } }, { $set: { firstTouchAt: clock.now() } });
}

/** Deleting is undoable (`restoreMatter`) and starts no flow; flows that go are told. */
export const deleteMatter = (scope: Scope, input: { matterId: string }) => deleteOne(quietly(scope), input);
const deleteOne = operation({
  name: "matters.delete",
  role: "staff",
  input: Type.Object({ matterId: id }, closed),
  run: async ({ matterId }) => {
    const matter = await matterById(matterId);
    await MatterModel.updateOne({ _id: matterId }, { $set: { deletedAt: clock.now() } });
    await linkPeople(matterId, matter.people, []);
    await emit({ type: "matter.changed", matterId, contactId: matter.mainContactId, data: { paths: ["matter.deletedAt"], deleted: true } });
  },
});

export const restoreMatter = (scope: Scope, input: { matterId: string }) => restoreOne(quietly(scope), input);
const restoreOne = operation({
  name: "matters.restore",
  role: "staff",
  input: Type.Object({ matterId: id }, closed),
  run: async ({ matterId }) => {
    const matter = await changeFound(MatterModel, { _id: matterId, deletedAt: { $ne: null } }, { $set: { deletedAt: null } });
    if (!matter) throw notFound("A deleted matter to restore");
    await linkPeople(matterId, [], matter.people);
    await emit({ type: "matter.changed", matterId, contactId: matter.mainContactId, data: { paths: ["matter.deletedAt"] } });
  },
});
