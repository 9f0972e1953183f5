import Type from "typebox";
import { invalidField } from "../../domain/base/index.ts";
import {
  cancelScheduled,
  createFlow,
  forgetMissed,
  keepCheck,
  listChecks,
  listFlows,
  listVersions,
  lookAtFlow,
  publishDefinition,
  publishFlow,
  readFlow,
  readVersion,
  removeCheck,
  saveDraft,
  schedulePublish,
  setFlowState,
} from "../../domain/flows/index.ts";
import { readFlowTrends } from "../../domain/reports/index.ts";
import { flowCounts, readNumbers, runsBehind, stepCounts } from "../../domain/watching/index.ts";
import type { Definition } from "../../engine/definition/types.ts";
import { type Route, route } from "../core/route.ts";

const closed = { additionalProperties: false } as const;
const ofFlow = Type.Object({ key: Type.String({ minLength: 1, maxLength: 120 }) }, closed);
const answer = Type.Unknown();
const tag = "flows";
const draft = saveDraft.spec.input.properties;
/** A definition may have 256 KB; its drawing a little more. */
const maxBodyBytes = 2_000_000;

export const routes: Route[] = [
  route(
    {
      method: "get",
      path: "/flows",
      summary: "The firm's flows, with how many runs go through each version of them now, and how the last twelve weeks went",
      tag,
      role: "viewer",
      query: Type.Object({ archived: Type.Optional(Type.Boolean()) }, closed),
      answer,
    },
    async (scope, { query }) => {
      const counts = await flowCounts(scope, {});
      const flows = await listFlows(scope, query.archived ? { archived: true } : {});
      const trends = await readFlowTrends(scope, { keys: flows.map((flow) => flow.key) });
      return {
        flows: flows.map((flow) => ({
          ...flow,
          counts: counts.filter((one) => one.flowKey === flow.key),
          trend: trends.find((one) => one.key === flow.key),
        })),
      };
    },
  ),
  route(
    {
      method: "post",
      path: "/flows",
      summary: "Make a flow",
      tag,
      role: "builder",
      body: createFlow.spec.input,
      status: 201,
      answer,
      maxBodyBytes,
    },
    (scope, { body }) => createFlow(scope, body),
  ),
  route(
    {
      method: "post",
      path: "/flows/import",
      summary: "Bring in a definition as a whole and publish it",
      tag,
      role: "builder",
      body: Type.Object(
        { definition: Type.Unsafe<Definition>(Type.Object({})), notes: Type.Optional(Type.String({ maxLength: 2000 })) },
        closed,
      ),
      status: 201,
      answer,
      maxBodyBytes,
    },
    (scope, { body }) => publishDefinition(scope, body),
  ),
  route(
    {
      method: "get",
      path: "/flows/{key}",
      summary: "A flow with its draft and what is wrong with it",
      tag,
      role: "viewer",
      params: ofFlow,
      answer,
    },
    (scope, { params }) => readFlow(scope, params),
  ),
  route(
    {
      method: "put",
      path: "/flows/{key}/draft",
      summary: "Save the draft over the revision that was seen; a newer one is never overwritten",
      tag,
      role: "builder",
      params: ofFlow,
      body: Type.Object({ revision: draft.revision, graph: draft.graph }, closed),
      answer,
      maxBodyBytes,
    },
    (scope, { params, body }) => saveDraft(scope, { key: params.key, ...body }),
  ),
  route(
    {
      method: "post",
      path: "/flows/{key}/looking",
      summary: "Tell that somebody has the flow open; answers who else has, and which revision of the draft is the newest",
      tag,
      role: "viewer",
      params: ofFlow,
      answer,
    },
    (scope, { params }) => lookAtFlow(scope, params),
  ),
  route(
    {
      method: "post",
      path: "/flows/{key}/publish",
      summary: "Publish the draft as the next version, now or at a time, with what becomes then of those in other versions",
      tag,
      role: "builder",
      params: ofFlow,
      body: Type.Object(
        {
          revision: Type.Optional(Type.Integer()),
          notes: Type.Optional(Type.String({ maxLength: 2000 })),
          at: Type.Optional(Type.String({ maxLength: 40 })),
          people: schedulePublish.spec.input.properties.people,
        },
        closed,
      ),
      answer,
    },
    (scope, { params: { key }, body: { at, people, ...body } }) => {
      if (at !== undefined) return schedulePublish(scope, { key, ...body, at, ...(people ? { people } : {}) });
      if (people) throw invalidField("/people", "Give a time (“at”) with it; or publish now, and then move people to the new version.");
      return publishFlow(scope, { key, ...body });
    },
  ),
  route(
    {
      method: "delete",
      path: "/flows/{key}/publish",
      summary: "Take back what was to be published at a time",
      tag,
      role: "builder",
      params: ofFlow,
      answer,
    },
    (scope, { params }) => cancelScheduled(scope, { key: params.key }),
  ),
  route(
    {
      method: "delete",
      path: "/flows/{key}/missed",
      summary: "Note that somebody has read that the flow was not started, or its people not moved, when it should have been",
      tag,
      role: "staff",
      params: ofFlow,
      query: Type.Object({ about: forgetMissed.spec.input.properties.about }, closed),
      answer,
    },
    (scope, { params, query }) => forgetMissed(scope, { ...params, ...query }),
  ),
  route(
    {
      method: "put",
      path: "/flows/{key}/state",
      summary: "Let a flow start runs, pause it, or archive it; runs go on",
      tag,
      role: "builder",
      params: ofFlow,
      body: Type.Object({ state: setFlowState.spec.input.properties.state }, closed),
      answer,
    },
    (scope, { params, body }) => setFlowState(scope, { key: params.key, state: body.state }),
  ),
  route(
    {
      method: "get",
      path: "/flows/{key}/versions",
      summary: "The versions of a flow, newest first",
      tag,
      role: "viewer",
      params: ofFlow,
      answer,
    },
    async (scope, { params }) => ({ versions: await listVersions(scope, params) }),
  ),
  route(
    {
      method: "get",
      path: "/flows/{key}/versions/{number}",
      summary: "A version: its definition, its drawing and the records it is pinned to",
      tag,
      role: "viewer",
      params: Type.Object({ key: ofFlow.properties.key, number: Type.Integer({ minimum: 1 }) }, closed),
      answer,
    },
    (scope, { params }) => readVersion(scope, params),
  ),
  route(
    {
      method: "get",
      path: "/flows/{key}/checks",
      summary: "The previews kept as checks of a flow: publishing tells what would now differ from them",
      tag,
      role: "viewer",
      params: ofFlow,
      answer,
    },
    async (scope, { params }) => ({ checks: await listChecks(scope, params) }),
  ),
  route(
    {
      method: "put",
      path: "/flows/{key}/checks",
      summary: "Keep a preview as a check; one of the same name is replaced",
      tag,
      role: "builder",
      params: ofFlow,
      body: keepCheck.spec.input.properties.check,
      answer,
      maxBodyBytes,
    },
    (scope, { params, body }) => keepCheck(scope, { key: params.key, check: body }),
  ),
  route(
    {
      method: "delete",
      path: "/flows/{key}/checks/{id}",
      summary: "Remove a check",
      tag,
      role: "builder",
      params: Type.Object({ key: ofFlow.properties.key, id: removeCheck.spec.input.properties.id }, closed),
      answer,
    },
    (scope, { params }) => removeCheck(scope, params),
  ),
  route(
    {
      method: "get",
      path: "/flows/{key}/numbers",
      summary:
        "How the runs that began within days went through the steps: who came, waits, went on and failed, by which ways, and how versions and arms compare",
      tag,
      role: "viewer",
      params: ofFlow,
      query: Type.Omit(readNumbers.spec.input, ["key"], closed),
      answer,
    },
    (scope, { params, query }) => readNumbers(scope, { ...query, key: params.key }),
  ),
  route(
    {
      method: "get",
      path: "/flows/{key}/people",
      summary: "The runs behind a number, newest first: `mark` is `began`, `waiting:<step>` or `way:<step>|<outlet>`",
      tag,
      role: "viewer",
      params: ofFlow,
      query: Type.Omit(runsBehind.spec.input, ["key"], closed),
      answer,
    },
    (scope, { params, query }) => runsBehind(scope, { ...query, key: params.key }),
  ),
  route(
    {
      method: "get",
      path: "/flows/{key}/steps",
      summary: "How many runs stand at each step now, need staff there, and have gone on from it",
      tag,
      role: "viewer",
      params: ofFlow,
      query: Type.Object({ version: Type.Optional(Type.Integer({ minimum: 1 })) }, closed),
      answer,
    },
    async (scope, { params, query }) => ({
      steps: await stepCounts(scope, { flowKey: params.key, ...(query.version ? { version: query.version } : {}) }),
    }),
  ),
];
