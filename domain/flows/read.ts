import Type from "typebox";
import { type Graph, sound, upgradeGraph } from "../../engine/graph/index.ts";
import { notFound, query } from "../base/index.ts";
import { closed } from "../inputs/index.ts";
import { flowByKey, flowKey, problemsOf, readStepsChanged } from "./drafts.ts";
import { readDefinition, readDrawing } from "./kept.ts";
import { FlowModel, type FlowRecord, VersionModel } from "./model.ts";
import { shownSchedule } from "./scheduled.ts";

/** A goal on one of these only takes a run to where a changed date is told: it is not what the flow is for. */
const followsADate: ReadonlySet<string> = new Set(["occasion.moved", "occasion.changed"]);

/** What went wrong with it stands on Today, and what is being begun is nobody's to see. */
function withoutTrouble<Of extends Pick<FlowRecord, "missed" | "notMoved" | "peopleNext">>(flow: Of) {
  const { missed: _missed, notMoved: _notMoved, peopleNext: _next, ...rest } = flow;
  return rest;
}

/** Every flow, for the list, with what starts it and what it is for. Its live counts come from `flowCounts` of `domain/watching`. */
export const listFlows = query({
  name: "flows.list",
  role: "viewer",
  input: Type.Object({ archived: Type.Optional(Type.Boolean()) }, closed),
  run: async ({ archived }) => {
    const flows = await FlowModel.find({ state: archived ? "archived" : { $ne: "archived" } })
      .sort({ name: 1 })
      .lean();
    return flows.map(({ _id, firmId, createdAt, updatedAt, draft, scheduled, stepsChanged: _changed, ...record }) => {
      const flow = withoutTrouble(record);
      // One that only a newer Firmflow can read stays in the list: it says so when it is opened.
      const { enrol, goals } = sound(upgradeGraph(JSON.parse(draft) as Graph)).settings;
      const goal = goals?.find(({ on }) => !followsADate.has(on));
      return { ...flow, ...shownSchedule({ scheduled }), enrol, ...(goal ? { goal: goal.name ?? goal.id } : {}) };
    });
  },
});

/** One flow with its draft, and what is wrong with it. */
export const readFlow = query({
  name: "flows.read",
  role: "viewer",
  input: Type.Object({ key: flowKey }, closed),
  run: async ({ key }, scope) => {
    const { _id, firmId, createdAt, updatedAt, draft, scheduled, stepsChanged, ...flow } = withoutTrouble(await flowByKey(key));
    const graph = sound(readDrawing(draft));
    const { problems } = await problemsOf(scope, graph);
    return { ...flow, ...shownSchedule({ scheduled }), graph, problems, stepsChanged: readStepsChanged({ stepsChanged }) };
  },
});

export const listVersions = query({
  name: "flows.versions",
  role: "viewer",
  input: Type.Object({ key: flowKey }, closed),
  run: async ({ key }) => {
    const versions = await VersionModel.find({ flowKey: key }, { definition: 0, graph: 0 }).sort({ number: -1 }).lean();
    return versions.map(({ number, hash, pins, publishedAt, publishedBy, notes }) => ({
      number,
      hash,
      pins,
      publishedAt,
      publishedBy,
      notes,
    }));
  },
});

export const readVersion = query({
  name: "flows.version",
  role: "viewer",
  input: Type.Object({ key: flowKey, number: Type.Integer({ minimum: 1 }) }, closed),
  run: async ({ key, number }) => {
    const version = await VersionModel.findOne({ flowKey: key, number }).lean();
    if (!version) throw notFound(`Version ${number} of the flow "${key}"`);
    const { hash, pins, publishedAt, publishedBy, notes } = version;
    const parsed = { definition: readDefinition(version.definition), graph: readDrawing(version.graph) };
    return { key, number, hash, pins, publishedAt, publishedBy, notes, ...parsed };
  },
});
