import Type from "typebox";
import type { Definition, StepId } from "../../engine/definition/types.ts";
import { type JournalEntry, type JsonObject, personById, type RunSubject } from "../../engine/run/index.ts";
import { simulate } from "../../engine/simulate/index.ts";
import { clock, invalidField, notFound, operation, query, type Scope, type Stored, withScope } from "../base/index.ts";
import { ContactModel } from "../contacts/index.ts";
import { readFacts } from "../facts/index.ts";
import { flowByKey, startedIn, versionOf } from "../flows/index.ts";
import { closed, id } from "../inputs/index.ts";
import { MatterModel } from "../matters/index.ts";
import { OccasionModel } from "../occasions/index.ts";
import { TaskModel } from "../tasks/index.ts";
import { begin } from "./begin.ts";
import { tellRun } from "./commands.ts";
import { type Enrolled, enrolOnce, forgetAgain, SubjectInput, wouldBeAgain } from "./enrol.ts";
import { JournalModel, RunModel, type RunRecord } from "./model.ts";
import { subjectIdOf, subjectOf } from "./subject.ts";

/** How long a start by hand holds its first message to the client, and can be undone (rule 11). */
export const undoSeconds = 60;

const Start = Type.Object(
  { flowKey: Type.String({ maxLength: 120 }), subjects: Type.Array(SubjectInput, { minItems: 1, maxItems: 200 }) },
  closed,
);

/** What would go out at once, and to whom, were the flow started for these now; `already` where it would not start again. Changes nothing. */
export const previewStart = query({
  name: "runs.previewStart",
  role: "staff",
  input: Start,
  run: async ({ flowKey, subjects }, scope) => {
    const flow = await flowByKey(flowKey);
    const version = startedIn(flow);
    const { definition } = await versionOf(flowKey, version);
    const start = clock.now();
    const until = new Date(start.getTime() + 5 * 60_000).toISOString();
    const starts = [];
    for (const subject of subjects) {
      if (await wouldBeAgain(definition, flowKey, subject)) {
        starts.push({ subject, outcome: "already" as const, now: [] });
        continue;
      }
      const facts = await readFacts(scope, subject);
      const { firm, ...rest } = facts;
      const { journal, outcome } = simulate(definition, {
        start: start.toISOString(),
        firm: firm as unknown as JsonObject,
        facts: rest as unknown as JsonObject,
        until,
      });
      const to = (line: JournalEntry) => {
        const person = personById(line.data?.["contactId"] ?? facts.contact?.id, facts);
        return person ? { contactId: person.id, name: String(person["name"] ?? ""), email: person.email ?? null } : null;
      };
      const now = journal.filter((line) => ["sent", "requested", "notified", "created", "skipped", "attention"].includes(line.what));
      starts.push({ subject, outcome, now: now.map((line) => ({ ...wordsOf(definition, line), to: to(line) })) });
    }
    return { flowKey, name: flow.name, version, undoSeconds, starts };
  },
});

function wordsOf(definition: Definition, { what, step, reason, at }: JournalEntry) {
  const known = step === undefined ? undefined : (definition.steps as Record<StepId, { kind: string; name?: string }>)[step];
  return { at, what, step, name: known?.name ?? step ?? "", kind: known?.kind ?? "", ...(reason ? { reason } : {}) };
}

/** Starts a flow by hand for each of these. The first message to a client waits a minute, in which `undoStart` takes it all back. */
export async function startByHand(
  scope: Scope,
  {
    flowKey,
    subjects,
  }: {
    flowKey: string;
    subjects: { kind: "contact" | "matter" | "occasion"; contactId?: string; matterId?: string; occasionId?: string }[];
  },
): Promise<{ undoSeconds: number; runs: (Enrolled & { subject: (typeof subjects)[number] })[] }> {
  await refuseOtherKind(scope, flowKey, subjects);
  for (const subject of subjects) await refuseUnknown(scope, subject);
  const runs = [];
  // Once Temporal does not answer, the rest is recorded and left to the sweeper: two hundred times waiting in vain would be an hour.
  let answers = true;
  for (const subject of subjects) {
    const enrolled = await enrolOnce(scope, { flowKey, subject, undoSeconds });
    if (answers && enrolled.became === "run") answers = await begin(scope, enrolled.runId);
    runs.push({ ...enrolled, subject });
  }
  return { undoSeconds, runs };
}

/** Whom a flow is about is drawn with it: one about matters finds nothing to work on in a person. */
async function refuseOtherKind(scope: Scope, flowKey: string, subjects: { kind: RunSubject["kind"] }[]): Promise<void> {
  const { subject } = await withScope(scope, () => flowByKey(flowKey));
  const index = subjects.findIndex(({ kind }) => kind !== subject);
  if (index < 0) return;
  const about = { contact: "a person", matter: "a matter", occasion: "a date" }[subject];
  throw invalidField(`/subjects/${index}/kind`, `This flow is about ${about}. Say for which ${subject} it is to be started.`);
}

/** Nobody is started for somebody who is not on file here, however the id came about. */
async function refuseUnknown(scope: Scope, subject: RunSubject): Promise<void> {
  const _id = subjectIdOf(subject);
  const here = {
    contact: () => ContactModel.exists({ _id, deletedAt: null }),
    matter: () => MatterModel.exists({ _id, deletedAt: null }),
    occasion: () => OccasionModel.exists({ _id }),
  };
  if (!(await withScope(scope, here[subject.kind]))) throw notFound(`The ${subject.kind} this is to be started for`);
}

/**
 * Takes starts by hand back while nothing has left: the run is cancelled, its open tasks go, and it does not count as a start (rule 12).
 * `asked` is when staff said so, where it takes a while to get to the last of many.
 */
export async function undoStart(scope: Scope, runIds: string[], asked = clock.now()): Promise<{ undone: string[]; tooLate: string[] }> {
  const undone: string[] = [];
  const tooLate: string[] = [];
  for (const runId of runIds) {
    const run = await withScope(scope, () => RunModel.findById(runId, { undoUntil: 1, status: 1 }).lean());
    if (!run) throw notFound("This run");
    const inTime = run.undoUntil !== undefined && run.undoUntil > asked;
    const left = await withScope(scope, () => JournalModel.exists({ runId, what: { $in: ["sent", "requested", "reminded"] } }));
    if (!inTime || left) {
      tooLate.push(runId);
      continue;
    }
    if (run.status !== "ended") await tellRun(scope, runId, { do: "cancel", reason: "The start was undone." });
    await forgetStart(scope, { runId });
    undone.push(runId);
  }
  return { undone, tooLate };
}

const forgetStart = operation({
  name: "runs.forgetStart",
  role: "staff",
  input: Type.Object({ runId: id }, closed),
  run: async ({ runId }) => {
    // Staff are not asked for work that nobody began.
    await TaskModel.deleteMany({ runId, state: "open" });
    const run = (await RunModel.findById(runId).lean()) as Stored<RunRecord> | null;
    if (run) await forgetAgain({ flowKey: run.flowKey, runId, subject: subjectOf(run) });
    await RunModel.updateOne(
      { _id: runId },
      { $set: { outcome: "undone", counting: "due" }, $unset: { onceKey: 1, openKey: 1, occurrenceKey: 1, undoUntil: 1 } },
    );
  },
});
