import Type from "typebox";
import { clock, notFound, query, type Stored } from "../base/index.ts";
import { ContactModel, nameOf } from "../contacts/index.ts";
import { versionOf } from "../flows/index.ts";
import { closed, id, newestFirst, page } from "../inputs/index.ts";
import { MatterModel } from "../matters/index.ts";
import { lettersOfRun } from "../messages/letters.ts";
import { messagesOfRun } from "../messages/ofRun.ts";
import { looksFor } from "./looks.ts";
import { JournalModel, RunModel, type RunRecord } from "./model.ts";
import { concerningPerson } from "./whose.ts";

/** A run as lists show it: who it is about, where it stands, and the step's name in words. */
export interface RunLine {
  id: string;
  flowKey: string;
  flowName: string;
  version: number;
  status: RunRecord["status"];
  needsAttention: boolean;
  outcome?: string;
  subject: { kind: string; contactId?: string; matterId?: string; occasionId?: string; name: string };
  startedAt: Date;
  endedAt?: Date;
  startedBy: RunRecord["startedBy"];
  undoUntil?: Date;
  wakeAt?: Date;
  position: (RunRecord["position"][number] & { name: string; kind: string })[];
}

/** Runs, newest first: of a flow, a matter, a person (their matters' too), or those that need staff. */
export const listRuns = query({
  name: "runs.list",
  role: "viewer",
  input: Type.Object(
    {
      flowKey: Type.Optional(Type.String({ maxLength: 120 })),
      matterId: Type.Optional(id),
      contactId: Type.Optional(id),
      status: Type.Optional(
        Type.Union([Type.Literal("running"), Type.Literal("held"), Type.Literal("attention"), Type.Literal("ended"), Type.Literal("open")]),
      ),
      /** Only those standing at this step. */
      step: Type.Optional(Type.String({ maxLength: 120 })),
      ...page,
    },
    closed,
  ),
  run: async ({ flowKey, matterId, contactId, status, step, cursor, limit }) => {
    const theirs = contactId ? await concerningPerson(contactId) : undefined;
    const whose = matterId ? theirs?.filter((one) => "matterId" in one && one.matterId === matterId) : theirs;
    const given = { ...(flowKey ? { flowKey } : {}), ...(status ? { status } : {}), ...(step ? { step } : {}) };
    const { looks, fits } = looksFor(given, whose ?? (matterId ? [{ matterId }] : undefined));
    const read = async (window: Record<string, unknown>) => {
      const found = new Map<string, Stored<RunRecord>>();
      for (const look of looks) {
        const runs = RunModel.find({ ...window, ...look }, { advanced: 0 }).sort({ startedAt: -1, _id: -1 });
        const some = (await (fits ? runs : runs.limit(limit + 1)).lean()) as Stored<RunRecord>[];
        for (const run of fits ? some.filter(fits) : some) found.set(run._id, run);
      }
      return [...found.values()];
    };
    const asked = { ...(cursor ? { cursor } : {}), limit, now: clock.now() };
    const { rows: shown, next } = await newestFirst("startedAt", (run: Stored<RunRecord>) => run.startedAt, asked, read);
    return { runs: await runLines(shown), ...(next ? { next } : {}) };
  },
});

/** Runs as lists show them. Within a scope. */
export async function runLines(runs: Stored<RunRecord>[]): Promise<RunLine[]> {
  const names = await subjectNames(runs);
  const lines: RunLine[] = [];
  for (const run of runs) {
    const steps = await versionOf(run.flowKey, run.version).then(
      (version) => version.definition.steps,
      () => ({}) as Record<string, { kind: string; name?: string }>,
    );
    const { flowKey, flowName, version, status, needsAttention, outcome, startedAt, endedAt, startedBy, undoUntil, wakeAt } = run;
    lines.push({
      id: run._id,
      ...{ flowKey, flowName, version, status, needsAttention, startedAt, startedBy },
      ...(outcome ? { outcome } : {}),
      ...(endedAt ? { endedAt } : {}),
      ...(undoUntil ? { undoUntil } : {}),
      ...(wakeAt ? { wakeAt } : {}),
      subject: {
        kind: run.subjectKind,
        ...(run.contactId ? { contactId: run.contactId } : {}),
        ...(run.matterId ? { matterId: run.matterId } : {}),
        ...(run.occasionId ? { occasionId: run.occasionId } : {}),
        name: names.get(run.matterId ?? run.contactId ?? "") ?? "Somebody who was deleted",
      },
      position: run.position.map((one) => ({ ...one, name: steps[one.step]?.name ?? one.step, kind: steps[one.step]?.kind ?? "" })),
    });
  }
  return lines;
}

async function subjectNames(runs: Stored<RunRecord>[]): Promise<Map<string, string>> {
  const contactIds = runs.flatMap((run) => (run.contactId ? [run.contactId] : []));
  const matterIds = runs.flatMap((run) => (run.matterId ? [run.matterId] : []));
  const contacts = contactIds.length ? await ContactModel.find({ _id: { $in: contactIds } }).lean() : [];
  const matters = matterIds.length ? await MatterModel.find({ _id: { $in: matterIds } }, { title: 1, number: 1 }).lean() : [];
  return new Map([
    ...contacts.map((one): [string, string] => [one._id, nameOf(one)]),
    ...matters.map((one): [string, string] => [one._id, `${one.title} (${one.number})`]),
  ]);
}

/** One run with its whole story and the definition it goes through. */
export const readRun = query({
  name: "runs.read",
  role: "viewer",
  input: Type.Object({ runId: id }, closed),
  run: async ({ runId }) => {
    const run = (await RunModel.findById(runId, { advanced: 0 }).lean()) as Stored<RunRecord> | null;
    if (!run) throw notFound("This run");
    const [line] = await runLines([run]);
    const { definition } = await versionOf(run.flowKey, run.version);
    const journal = await JournalModel.find({ runId }).sort({ seq: 1 }).limit(5000).lean();
    return {
      ...line,
      causes: run.causes,
      definition,
      letters: await lettersOfRun(runId),
      messages: await messagesOfRun(runId),
      journal: journal.map(({ _id, firmId, createdAt, updatedAt, runId: _run, ...entry }) => entry),
    };
  },
});
