import Type from "typebox";
import { compareVersions, listMoves, moveMany, previewMove, readMove, stopMove } from "../../domain/moves/index.ts";
import { type Route, route } from "../core/route.ts";

const closed = { additionalProperties: false } as const;
const ofFlow = Type.Object({ key: Type.String({ minLength: 1, maxLength: 120 }) }, closed);
const ofMove = Type.Object({ moveId: Type.String({ minLength: 1, maxLength: 60 }) }, closed);
const answer = Type.Unknown();
const tag = "flows";
const begin = moveMany.spec.input.properties;
const preview = previewMove.spec.input.properties;
const compare = compareVersions.spec.input.properties;

export const routes: Route[] = [
  route(
    {
      method: "get",
      path: "/flows/{key}/compare",
      summary: "What is different between two versions, and where those at removed steps could go",
      tag,
      role: "viewer",
      params: ofFlow,
      query: Type.Object({ from: compare.from, to: compare.to }, closed),
      answer,
    },
    (scope, { params, query }) => compareVersions(scope, { ...params, ...query }),
  ),
  route(
    {
      method: "post",
      path: "/flows/{key}/moves/preview",
      summary: "What moving everybody to a version (or the draft) would do, counted by step; a page of people at a time",
      tag,
      role: "builder",
      params: ofFlow,
      body: Type.Object({ to: preview.to, from: preview.from, mapping: preview.mapping, after: preview.after }, closed),
      answer,
    },
    (scope, { params, body }) => previewMove(scope, { ...params, ...body }),
  ),
  route(
    {
      method: "post",
      path: "/flows/{key}/moves",
      summary: "Move everybody in other versions to this one, or end their runs; carried out in pages, with progress",
      tag,
      role: "builder",
      params: ofFlow,
      body: Type.Object({ how: begin.how, to: begin.to, from: begin.from, mapping: begin.mapping }, closed),
      status: 201,
      answer,
    },
    (scope, { params, body }) => moveMany(scope, { ...params, ...body }),
  ),
  route(
    { method: "get", path: "/flows/{key}/moves", summary: "A flow's moves, newest first", tag, role: "viewer", params: ofFlow, answer },
    async (scope, { params }) => ({ moves: await listMoves(scope, params) }),
  ),
  route(
    {
      method: "get",
      path: "/moves/{moveId}",
      summary: "How a move goes, and who could not be moved and why",
      tag,
      role: "viewer",
      params: ofMove,
      query: Type.Object({ after: Type.Optional(Type.String({ maxLength: 60 })) }, closed),
      answer,
    },
    (scope, { params, query }) => readMove(scope, { ...params, ...query }),
  ),
  route(
    {
      method: "post",
      path: "/moves/{moveId}/stop",
      summary: "Stop a move: it goes no further, who was moved stays moved",
      tag,
      role: "builder",
      params: ofMove,
      body: Type.Object({}, closed),
      answer,
    },
    (scope, { params }) => stopMove(scope, params),
  ),
];
