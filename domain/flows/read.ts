import Type from "typebox";
import type { Definition } from "../../engine/definition/types.ts";
import type { Graph } from "../../engine/graph/index.ts";
import { notFound, query } from "../base/index.ts";
import { closed } from "../inputs/index.ts";
import { flowByKey, flowKey, problemsOf, readStepsChanged } from "./drafts.ts";
import { FlowModel, VersionModel } from "./model.ts";
import { shownSchedule } from "./scheduled.ts";

/** A goal on one of these only takes a run to where a changed date is told: it is not what the flow is for. */
const followsADate: ReadonlySet<string> = new Set(["occasion.moved", "occasion.changed"]);

/** Every flow, for the list, with what starts it and what it is for. Its live counts come from `flowCounts` of `domain/runs`. */
export const listFlows = query({
  name: "flows.list",
  role: "viewer",
  input: Type.Object({ archived: Type.Optional(Type.Boolean()) }, closed),
  run: async ({ archived }) => {
    const flows = await FlowModel.find({ state: archived ? "archived" : { $ne: "archived" } })
      .sort({ name: 1 })
      .lean();
    return flows.map(({ _id, firmId, createdAt, updatedAt, draft, scheduled, missed: _missed, stepsChanged: _changed, ...flow }) => {
      const { enrol, goals } = (JSON.parse(draft) as Graph).settings;
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
    const { _id, firmId, createdAt, updatedAt, draft, scheduled, missed: _missed, stepsChanged, ...flow } = await flowByKey(key);
    const graph = JSON.parse(draft) as Graph;
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
    const parsed = { definition: JSON.parse(version.definition) as Definition, graph: JSON.parse(version.graph) as Graph };
    return { key, number, hash, pins, publishedAt, publishedBy, notes, ...parsed };
  },
});
