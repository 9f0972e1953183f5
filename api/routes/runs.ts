import Type, { type TSchema } from "typebox";
import type { Scope } from "../../domain/base/index.ts";
import { MappingInput } from "../../domain/flows/index.ts";
import { versionNumber } from "../../domain/moves/index.ts";
import { listRuns, moveRun, previewStart, readRun, SubjectInput, startByHand, tellRun, undoStart } from "../../domain/runs/index.ts";
import type { Command, JsonObject } from "../../engine/run/types.ts";
import { type Route, type RouteSpec, route } from "../core/route.ts";

const closed = { additionalProperties: false } as const;
const id = Type.String({ minLength: 1, maxLength: 60 });
const ofRun = Type.Object({ runId: id }, closed);
const answer = Type.Unknown();
const tag = "runs";
const text = (max: number) => Type.String({ minLength: 1, maxLength: max });
const token = Type.Optional(text(120));
const starts = previewStart.spec.input;

/** One of the operators' commands: `POST /runs/{runId}/<name>`. */
function command<B extends TSchema>(name: Command["do"], summary: string, body: B, commandOf: (body: RouteInput<B>) => Command): Route {
  const spec = { method: "post", path: `/runs/{runId}/${name}`, summary, tag, role: "staff", params: ofRun, body, answer } as const;
  return route(spec as RouteSpec<typeof ofRun, TSchema, B>, (scope: Scope, { params, body: given }) =>
    tellRun(scope, params.runId, commandOf(given as RouteInput<B>)),
  );
}
type RouteInput<B extends TSchema> = Type.Static<B>;

export const routes: Route[] = [
  route(
    {
      method: "get",
      path: "/runs",
      summary: "Runs, newest first: of a flow, a matter or a person, or those that need staff (`status=attention`)",
      tag,
      role: "viewer",
      query: listRuns.spec.input,
      answer,
    },
    (scope, { query }) => listRuns(scope, query),
  ),
  route(
    {
      method: "post",
      path: "/runs/preview",
      summary: "What would go out now, and to whom, were a flow started for these",
      tag,
      role: "staff",
      body: starts,
      answer,
    },
    (scope, { body }) => previewStart(scope, body),
  ),
  route(
    {
      method: "post",
      path: "/runs",
      summary: "Start a flow by hand; the first message waits a minute and can be undone until then",
      tag,
      role: "staff",
      body: Type.Object({ flowKey: starts.properties.flowKey, subjects: Type.Array(SubjectInput, { minItems: 1, maxItems: 200 }) }, closed),
      status: 201,
      answer,
    },
    (scope, { body }) => startByHand(scope, body),
  ),
  route(
    {
      method: "post",
      path: "/runs/undo",
      summary: "Take starts by hand back while nothing has left",
      tag,
      role: "staff",
      body: Type.Object({ runIds: Type.Array(id, { minItems: 1, maxItems: 200 }) }, closed),
      answer,
    },
    (scope, { body }) => undoStart(scope, body.runIds),
  ),
  route(
    {
      method: "get",
      path: "/runs/{runId}",
      summary: "A run with its story and the definition it goes through",
      tag,
      role: "viewer",
      params: ofRun,
      answer,
    },
    (scope, { params }) => readRun(scope, params),
  ),
  command(
    "hold",
    "Hold a run: nothing leaves until it is resumed, or until an end",
    Type.Object({ reason: text(500), until: Type.Optional(text(40)) }, closed),
    (body) => ({ do: "hold", ...body }),
  ),
  command("resume", "Lift the hold of a run", Type.Object({}, closed), () => ({ do: "resume" })),
  command("retry", "Try again what could not go on", Type.Object({ token }, closed), (body) => ({ do: "retry", ...body })),
  command("skip", "Leave a step out", Type.Object({ token, outlet: Type.Optional(text(120)) }, closed), (body) => ({
    do: "skip",
    ...body,
  })),
  command("jump", "Go on at another step", Type.Object({ token, to: text(120) }, closed), (body) => ({ do: "jump", ...body })),
  command(
    "complete",
    "Complete an open request or task as the client would have, and say how",
    Type.Object({ step: text(120), how: text(200), contactId: Type.Optional(id), data: Type.Optional(Type.Object({})) }, closed),
    ({ data, ...body }) => ({ do: "complete", ...body, ...(data ? { data: data as JsonObject } : {}) }),
  ),
  route(
    {
      method: "post",
      path: "/runs/{runId}/move",
      summary: "Move a run to another version of its flow; says whether it moved, will move, or why it cannot",
      tag,
      role: "staff",
      params: ofRun,
      body: Type.Object({ to: versionNumber, mapping: Type.Optional(MappingInput) }, closed),
      answer,
    },
    (scope, { params, body: { to, mapping = {} } }) => moveRun(scope, params.runId, { to, mapping }),
  ),
  command("cancel", "End a run", Type.Object({ reason: Type.Optional(text(500)) }, closed), (body) => ({ do: "cancel", ...body })),
];
