import Type from "typebox";
import type { Definition } from "../../engine/definition/types.ts";
import { type AgainKey, againKey, listensTo, startedBefore } from "../../engine/run/index.ts";
import type { RunSubject } from "../../engine/run/types.ts";
import { clock, currentScope, inPortions, isDuplicateKey, newId, operation, type RunId, type Stored } from "../base/index.ts";
import { occasionSubject } from "../facts/index.ts";
import { flowByKey, type Published, startedIn, versionOf } from "../flows/index.ts";
import { closed, id } from "../inputs/index.ts";
import { OccasionModel, type OccasionRecord } from "../occasions/index.ts";
import { AgainModel, JournalModel, RunModel } from "./model.ts";
import { subjectIdOf } from "./subject.ts";

export const SubjectInput = Type.Object(
  {
    kind: Type.Union([Type.Literal("contact"), Type.Literal("matter"), Type.Literal("occasion")]),
    contactId: Type.Optional(id),
    matterId: Type.Optional(id),
    occasionId: Type.Optional(id),
  },
  closed,
);

/**
 * `already`: rule 12 says no, and which run stands in the way where that is known. `refused`: a chain of flows that start each other was cut
 * (DESIGN §3), or its moment was missed (rule 7); its record says so.
 */
export type Enrolled = { became: "run"; runId: RunId } | { became: "already"; runId?: string } | { became: "refused"; runId: string };

/** A chain of runs that led to an event may have so many links; beyond, no flow is started by it. */
export const mostCauses = 10;

/**
 * Writes the record of a new run: before its workflow is started, under the keys that keep it single (rule 12). Its workflow is started
 * by `startPending`; should this process die before, the sweeper does it.
 */
export const enrol = operation({
  name: "runs.enrol",
  role: "staff",
  public: true,
  input: Type.Object(
    {
      flowKey: Type.String({ maxLength: 120 }),
      subject: SubjectInput,
      /** The event that starts it … */
      eventId: Type.Optional(id),
      /** … or what else is the occasion: the same one starts it once. */
      occurrence: Type.Optional(Type.String({ maxLength: 300 })),
      /** Runs that led to the event. */
      causes: Type.Optional(Type.Array(id)),
      /** By hand: nothing leaves for so many seconds. */
      undoSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 3600 })),
      /** With many others. */
      bulkId: Type.Optional(id),
      /** Why it is not started though its moment came: written down as a run that ended before it began, for whoever looks for it. */
      missed: Type.Optional(Type.String({ maxLength: 300 })),
    },
    closed,
  ),
  run: async ({ flowKey, subject, eventId, occurrence = eventId, causes = [], undoSeconds, bulkId, missed }): Promise<Enrolled> => {
    const flow = await flowByKey(flowKey);
    const version = await versionOf(flowKey, startedIn(flow));
    const place = `${flowKey}|${subjectIdOf(subject)}`;
    const runId = newId("run");
    const again = againKey(version.definition, subject, { id: occurrence ?? runId });
    const keys = keysOf(again, place, occurrence);
    const standing = await inTheWay(keys, again, place);
    if (standing) return { became: "already", ...(standing === true ? {} : { runId: standing }) };
    const refused = missed ?? tooManyLinks(causes);
    const { actor } = currentScope();
    await RunModel.create([
      {
        _id: runId,
        ...identityOf(version, flow.name),
        ...subjectFields(await withWhose(subject)),
        ...(refused ? { occurrenceKey: keys.occurrenceKey } : keys),
        status: refused ? "ended" : "running",
        ...(refused ? { outcome: "refused", endedAt: clock.now(), seq: 1 } : {}),
        startedBy: { kind: actor.kind, id: actor.id, name: actor.name },
        ...(eventId ? { startEventId: eventId } : {}),
        ...(bulkId ? { bulkId } : {}),
        ...(undoSeconds ? { undoSeconds, undoUntil: new Date(clock.now().getTime() + undoSeconds * 1000) } : {}),
        startedAt: clock.now(),
        causes,
        workflow: refused ? "started" : "pending",
        ...(refused ? {} : { counting: "due" }),
      },
    ]);
    if (refused) {
      await journalRefusal(runId, refused);
      return { became: "refused", runId };
    }
    if (again.after !== undefined) await noteStart(place, runId);
    return { became: "run", runId };
  },
});

const identityOf = (version: Published, flowName: string) => ({
  flowKey: version.flowKey,
  flowName,
  version: version.number,
  definitionHash: version.hash,
  listens: version.listens.length ? version.listens : listensTo(version.definition),
});

const subjectFields = (subject: RunSubject) => ({
  subjectKind: subject.kind,
  ...(subject.contactId ? { contactId: subject.contactId } : {}),
  ...(subject.matterId ? { matterId: subject.matterId } : {}),
  ...(subject.occasionId ? { occasionId: subject.occasionId } : {}),
});

/** A date's run hears of its matter, or of its person, however it was started. */
async function withWhose(subject: RunSubject): Promise<RunSubject> {
  if (subject.kind !== "occasion" || subject.matterId || subject.contactId) return subject;
  const date = (await OccasionModel.findById(subject.occasionId).lean()) as Stored<OccasionRecord> | null;
  return date ? occasionSubject(date) : subject;
}

interface Keys {
  onceKey?: string;
  openKey?: string;
  occurrenceKey?: string;
}

const keysOf = ({ key, whileOpen }: AgainKey, place: string, occurrence: string | undefined): Keys => ({
  ...(whileOpen ? { openKey: key } : { onceKey: key }),
  ...(occurrence ? { occurrenceKey: `${place}|${occurrence}` } : {}),
});

/** The run that rule 12 puts in the way. The unique indexes decide where two start at once; this tells whose run it is. */
async function inTheWay(keys: Keys, { after }: AgainKey, place: string): Promise<string | true | null> {
  const same = await runUnder(keys);
  if (same) return same;
  return after === undefined ? null : await startedRecently(after, place);
}

/** The first run that has one of these keys: one look each, which an index answers. */
async function runUnder(keys: Keys): Promise<string | null> {
  for (const [name, value] of Object.entries(keys)) {
    const run = await RunModel.findOne({ [name]: value }, { _id: 1 }).lean();
    if (run) return run._id;
  }
  return null;
}

/** Whether rule 12 would refuse a start by hand now. Changes nothing; two at once are still told apart by `enrol`. */
export async function wouldBeAgain(definition: Definition, flowKey: string, subject: RunSubject): Promise<boolean> {
  const place = `${flowKey}|${subjectIdOf(subject)}`;
  const again = againKey(definition, subject, { id: "by hand" });
  if (await runUnder(keysOf(again, place, undefined))) return true;
  if (again.after === undefined) return false;
  const last = await AgainModel.findOne({ _id: rowOf(place) }).lean();
  const before = startedBefore(again.after, clock.now().toISOString(), "UTC");
  return last?.startedAt !== undefined && (before === null || last.startedAt > new Date(before));
}

/** The ids of those whom rule 12 would not let in again by hand, of many at once: two reads. Changes nothing. */
export async function startKeys(definition: Definition, subjects: RunSubject[]): Promise<Set<string>> {
  const again = definition.enrol?.again ?? "never";
  if (again === "always") return new Set();
  const place = (subject: RunSubject) => `${definition.key}|${subjectIdOf(subject)}`;
  if (typeof again === "object") {
    const before = startedBefore(again.after, clock.now().toISOString(), "UTC");
    const { firmId } = currentScope();
    const ids = subjects.map((one) => `${firmId}|${place(one)}`);
    const since = before ? { startedAt: { $gt: new Date(before) } } : {};
    const rows = await inPortions(ids, (some) => AgainModel.find({ _id: { $in: some }, ...since }).lean());
    const recent = new Set(rows.map((one) => one._id));
    return new Set(subjects.filter((one) => recent.has(`${firmId}|${place(one)}`)).map(subjectIdOf));
  }
  const keyed = new Map(subjects.map((one) => [againKey(definition, one).key, subjectIdOf(one)]));
  const name: "onceKey" | "openKey" = again === "never" ? "onceKey" : "openKey";
  const rows = await inPortions([...keyed.keys()], (some) => RunModel.find({ [name]: { $in: some } }, { onceKey: 1, openKey: 1 }).lean());
  return new Set(rows.flatMap((one) => keyed.get(one[name] ?? "") ?? []));
}

const rowOf = (place: string): string => `${currentScope().firmId}|${place}`;

/** Two at once write the same row, so one of them waits for the other's start. */
async function startedRecently(after: string, place: string): Promise<string | true | null> {
  const _id = rowOf(place);
  await AgainModel.updateOne({ _id }, { $inc: { asked: 1 } }, { upsert: true });
  const last = await AgainModel.findById(_id).lean();
  const before = startedBefore(after, clock.now().toISOString(), "UTC");
  return last?.startedAt && (before === null || last.startedAt > new Date(before)) ? (last.runId ?? true) : null;
}

/** From now on the time counts from this start. What it counted from is kept, should the start be undone. */
async function noteStart(place: string, runId: RunId): Promise<void> {
  const _id = rowOf(place);
  const before = (await AgainModel.findById(_id).lean())?.startedAt;
  const set = { startedAt: clock.now(), runId };
  await AgainModel.updateOne({ _id }, before ? { $set: { ...set, before } } : { $set: set, $unset: { before: 1 } });
}

/** A start that was undone does not count. Within an operation. */
export async function forgetAgain({ flowKey, runId, subject }: { flowKey: string; runId: string; subject: RunSubject }): Promise<void> {
  const _id = rowOf(`${flowKey}|${subjectIdOf(subject)}`);
  const last = await AgainModel.findById(_id).lean();
  if (last?.runId !== runId) return;
  await AgainModel.updateOne({ _id }, last.before ? { $set: { startedAt: last.before } } : { $unset: { startedAt: 1 } });
}

function tooManyLinks({ length }: string[]): string | undefined {
  if (length <= mostCauses) return undefined;
  return `Not started: ${length} flows have started each other in a row. Check whether they go in a circle.`;
}

async function journalRefusal(runId: string, reason: string): Promise<void> {
  const now = clock.now();
  await JournalModel.create([{ _id: newId("journal"), runId, seq: 1, at: now, recordedAt: now, what: "skipped", reason }]);
}

/** Two enrolments at once: the index let one through. Whoever came second learns that there is one already. */
export async function enrolOnce(...[scope, input]: Parameters<typeof enrol>): Promise<Enrolled> {
  try {
    return await enrol(scope, input);
  } catch (error) {
    if (isDuplicateKey(error)) return { became: "already" };
    throw error;
  }
}
