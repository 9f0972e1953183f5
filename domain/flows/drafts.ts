import Type from "typebox";
import type { SubjectKind } from "../../engine/definition/types.ts";
import { compile, emptyGraph, type Graph, same } from "../../engine/graph/index.ts";
import { clock, conflict, isDuplicateKey, newId, notFound, operation, type Scope, type Stored } from "../base/index.ts";
import { closed, key, line } from "../inputs/index.ts";
import { readDrawing } from "./kept.ts";
import { FlowModel, type FlowRecord, type FlowState } from "./model.ts";
import { publishingContext } from "./records.ts";

export const flowKey = Type.String({ pattern: "^[A-Za-z][A-Za-z0-9_-]*$", maxLength: 120 });
const subject = Type.Union([Type.Literal("contact"), Type.Literal("matter"), Type.Literal("occasion")]);

/** A drawing may be wrong in every way while it is drawn: only its outline is asked for here. */
const GraphInput = Type.Unsafe<Graph>(
  Type.Object({
    format: Type.Literal("firmflow-graph/1"),
    settings: Type.Object({ key: flowKey, name: Type.String({ minLength: 1, maxLength: 200 }), subject }),
    start: Type.Union([Type.String(), Type.Null()]),
    nodes: Type.Array(Type.Object({ id: Type.String() }), { maxItems: 2000 }),
    edges: Type.Array(Type.Object({ from: Type.String(), outlet: Type.String(), to: Type.String() }), { maxItems: 8000 }),
  }),
);

export async function flowByKey(wanted: string): Promise<Stored<FlowRecord>> {
  const flow = await FlowModel.findOne({ key: wanted }).lean();
  if (!flow) throw notFound(`The flow "${wanted}"`);
  return flow as Stored<FlowRecord>;
}

/** The version people are started in; where nobody can be just now, that is said with what to do. */
export function startedIn({ name, state, liveVersion }: Pick<FlowRecord, "name" | "state" | "liveVersion">): number {
  if (state === "live" && liveVersion) return liveVersion;
  const notPublished = "was not published yet. Publish it first.";
  const why: Record<FlowState, string> = {
    draft: notPublished,
    live: notPublished,
    paused: "is paused: nobody is started in it until somebody lets it go on.",
    archived: "is in the archive: nobody is started in it until somebody takes it out of there.",
  };
  throw conflict("flow-not-live", `“${name}” ${why[state]}`);
}

const create = operation({
  name: "flows.create",
  role: "builder",
  input: Type.Object(
    { key: flowKey, name: line(200), subject, caseTypes: Type.Optional(Type.Array(key)), graph: Type.Optional(GraphInput) },
    closed,
  ),
  run: async ({ key: wanted, name, subject, caseTypes = [], graph }, { actor }) => {
    const drawing = graph ?? emptyGraph(wanted, name, subject as SubjectKind);
    if (caseTypes.length) drawing.settings.caseTypes = caseTypes;
    await FlowModel.create([
      {
        _id: newId("flow"),
        key: wanted,
        name,
        subject: subject as SubjectKind,
        caseTypes,
        state: "draft",
        draft: JSON.stringify(drawing),
        draftRevision: 1,
        draftSavedAt: clock.now(),
        draftSavedBy: { id: actor.id, name: actor.name },
        enrolEvents: [],
      },
    ]);
    return { key: wanted, revision: 1 };
  },
});

export async function createFlow(...[scope, input]: Parameters<typeof create>): ReturnType<typeof create> {
  try {
    return await create(scope, input);
  } catch (error) {
    if (isDuplicateKey(error)) throw conflict("flow-exists", `There is already a flow with the key "${input.key}". Choose another key.`);
    throw error;
  }
}
createFlow.spec = create.spec;

/** Saves the drawing over the revision its editor has seen. A newer one in between is never overwritten unseen. */
export const saveDraft = operation({
  name: "flows.saveDraft",
  role: "builder",
  input: Type.Object({ key: flowKey, revision: Type.Integer({ minimum: 0 }), graph: GraphInput }, closed),
  run: async ({ key: wanted, revision, graph }, { actor }) => {
    const flow = await flowByKey(wanted);
    if (flow.draftRevision !== revision) throw overtaken(flow);
    if (graph.settings.key !== wanted)
      throw conflict("other-flow", `This drawing belongs to the flow "${graph.settings.key}", not to "${wanted}".`);
    const stepsChanged = changedSteps(flow, graph, { name: actor.name, at: clock.now().toISOString() });
    const saved = await FlowModel.updateOne(
      { key: wanted, draftRevision: revision },
      {
        $set: {
          draft: JSON.stringify(graph),
          name: graph.settings.name,
          subject: graph.settings.subject,
          caseTypes: graph.settings.caseTypes ?? [],
          draftSavedAt: clock.now(),
          draftSavedBy: { id: actor.id, name: actor.name },
          stepsChanged: JSON.stringify(stepsChanged),
        },
        $inc: { draftRevision: 1 },
      },
    );
    if (!saved.modifiedCount) throw overtaken(await flowByKey(wanted));
    return { key: wanted, revision: revision + 1 };
  },
});

/** Who changed a step last, and when: an instant of ISO 8601. */
export interface StepChanged {
  name: string;
  at: string;
}

/** Of every step there is, who changed it last. Moving one about is no change. */
function changedSteps(flow: Stored<FlowRecord>, graph: Graph, now: StepChanged): Record<string, StepChanged> {
  const before = new Map(readDrawing(flow.draft).nodes.map((node) => [node.id, node.step]));
  const known = readStepsChanged(flow);
  const entries = graph.nodes.flatMap(({ id, step }): [string, StepChanged][] => {
    const last = Object.hasOwn(known, id) ? known[id] : undefined;
    if (!same(before.get(id), step)) return [[id, now]];
    return last ? [[id, last]] : [];
  });
  return Object.fromEntries(entries);
}

export const readStepsChanged = ({ stepsChanged }: Pick<FlowRecord, "stepsChanged">): Record<string, StepChanged> =>
  stepsChanged ? (JSON.parse(stepsChanged) as Record<string, StepChanged>) : {};

const overtaken = (flow: Stored<FlowRecord>) =>
  conflict("draft-changed", `${flow.draftSavedBy.name} saved this flow meanwhile. Open it again and make your changes there.`, {
    revision: flow.draftRevision,
    savedBy: flow.draftSavedBy,
    savedAt: flow.draftSavedAt,
  });

/** The draft with everything that is wrong with it as of now, were it published. Within a scope. */
export async function problemsOf(scope: Scope, graph: Graph) {
  return compile(graph, await publishingContext(scope));
}
