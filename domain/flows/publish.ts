import Type from "typebox";
import { checkFormat, definitionHash, upgrade } from "../../engine/definition/index.ts";
import type { Definition, Problem } from "../../engine/definition/types.ts";
import { decompile } from "../../engine/graph/index.ts";
import { eventsLookedAt, listensTo } from "../../engine/run/index.ts";
import { clock, conflict, DomainError, newId, operation, type Scope, withScope } from "../base/index.ts";
import { closed } from "../inputs/index.ts";
import { createFlow, flowByKey, flowKey, problemsOf, saveDraft } from "./drafts.ts";
import { readDrawing } from "./kept.ts";
import { FlowModel, type FlowRecord, type PeopleNext, VersionModel } from "./model.ts";
import { pinsOf } from "./records.ts";

/** Publishes the draft its editor has seen as the next version, pins the records it names, and lets it start runs. */
export const publishFlow = operation({
  name: "flows.publish",
  role: "builder",
  input: Type.Object(
    { key: flowKey, revision: Type.Optional(Type.Integer()), notes: Type.Optional(Type.String({ maxLength: 2000 })) },
    closed,
  ),
  run: async ({ key, revision, notes }, scope) => {
    const flow = await flowByKey(key);
    refuseUnseen(flow, revision);
    return await publishDrawing(scope, { key, graph: flow.draft, ...(notes ? { notes } : {}) });
  },
});

/** Only what its editor has seen is published. */
export function refuseUnseen(flow: Pick<FlowRecord, "draftRevision" | "draftSavedBy">, revision: number | undefined): void {
  if (revision === undefined || flow.draftRevision === revision) return;
  throw conflict("draft-changed", `${flow.draftSavedBy.name} saved this flow meanwhile. Look at the changes, then publish.`, {
    revision: flow.draftRevision,
  });
}

interface Drawing {
  key: string;
  graph: string;
  notes?: string;
  /** What becomes of those in other versions: begun afterwards, and remembered until it is. */
  people?: Omit<PeopleNext, "to">;
}

/** A drawing becomes the flow's live version; what was to be published later, or to become of people, no longer is. Within an operation. */
export async function publishDrawing(scope: Scope, { key, graph, notes, people }: Drawing) {
  const { definition, problems } = await problemsOf(scope, readDrawing(graph));
  refuseErrors(problems);
  const warnings = problems.filter((one) => one.severity === "warning");
  const { number, hash, pins, isNew } = await versionToBe(key, definition);
  if (isNew)
    await VersionModel.create([
      {
        _id: newId("version"),
        flowKey: key,
        number,
        hash,
        definition: JSON.stringify(definition),
        graph,
        pins,
        listens: listensTo(definition),
        publishedAt: clock.now(),
        publishedBy: { id: scope.actor.id, name: scope.actor.name },
        ...(notes ? { notes } : {}),
      },
    ]);
  const live = { state: "live" as const, liveVersion: number, liveHash: hash, publishedAt: clock.now() };
  const starts = { enrolEvents: eventsLookedAt(definition), planning: { since: clock.now() } };
  const next = people ? { peopleNext: { ...people, to: number } } : {};
  await FlowModel.updateOne(
    { key },
    { $set: { ...live, ...starts, ...next }, $unset: { scheduled: 1, ...(people ? {} : { peopleNext: 1 }) } },
  );
  return { key, version: number, hash, warnings };
}

/** Which version a definition is when it is published: the newest again, where neither it nor a record it names has changed. Within a scope. */
export async function versionToBe(flowKey: string, definition: Definition) {
  const hash = definitionHash(definition);
  const pins = await pinsOf(definition);
  const last = await VersionModel.findOne({ flowKey }, { number: 1, hash: 1, pins: 1 }).sort({ number: -1 }).lean();
  const isNew = last?.hash !== hash || JSON.stringify(last.pins) !== JSON.stringify(pins);
  return { number: (last?.number ?? 0) + (isNew ? 1 : 0), hash, pins, isNew };
}

export function refuseErrors(problems: Problem[]): void {
  const errors = problems.filter((one) => one.severity === "error");
  if (!errors.length) return;
  const fields = errors.map(({ path, message }) => ({ path, message }));
  throw new DomainError("flow-has-problems", 422, `The flow can't be published yet: ${errors[0]?.message ?? ""}`, fields, {
    problems: errors,
  });
}

/** Brings in a definition as a whole (from a file, or one that ships) and publishes it: a new flow, or the next version of one. */
export async function publishDefinition(scope: Scope, { definition, notes }: { definition: Definition; notes?: string }) {
  const read = upgrade(definition) as Definition;
  const why = checkFormat(read.format);
  if (why) refuseErrors([why]);
  const graph = decompile(read);
  const { key, name, subject, caseTypes } = graph.settings;
  const known = await withScope(scope, () => FlowModel.findOne({ key }).lean());
  if (known) await saveDraft(scope, { key, revision: known.draftRevision, graph });
  else await createFlow(scope, { key, name, subject, ...(caseTypes ? { caseTypes } : {}), graph });
  return await publishFlow(scope, { key, ...(notes ? { notes } : {}) });
}

/** Whether a published flow starts runs: paused and archived ones start none, and what runs goes on. */
export const setFlowState = operation({
  name: "flows.setState",
  role: "builder",
  input: Type.Object({ key: flowKey, state: Type.Union([Type.Literal("live"), Type.Literal("paused"), Type.Literal("archived")]) }, closed),
  run: async ({ key, state }) => {
    const flow = await flowByKey(key);
    if (state === "live" && !flow.liveVersion) throw conflict("never-published", "This flow was never published. Publish it first.");
    // Starts by date are planned anew, or taken back.
    const taken = state === "archived" ? { $unset: { scheduled: 1 } } : {};
    await FlowModel.updateOne({ key }, { $set: { state, planning: { since: clock.now() } }, ...taken });
    return { key, state };
  },
});
