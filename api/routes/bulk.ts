import { commandMany, listBulks, previewMany, readBulk, startForMany, stopBulk, tellMany, undoBulk } from "../../domain/bulk/index.ts";
import { type Route, route } from "../core/route.ts";
import { anything as answer, idParams } from "../core/shorthand.ts";

const tag = "bulk";
const params = idParams("bulkId");
const path = "/bulk/{bulkId}";

/** What is done for many at once: flows started for a list, commands given to runs that need staff. */
export const routes: Route[] = [
  route(
    { method: "get", path: "/bulk", summary: "What is being done for many, and what was within a day", tag, role: "viewer", answer },
    async (scope) => ({ bulk: await listBulks(scope, {}) }),
  ),
  route(
    {
      method: "post",
      path: "/bulk/starts/preview",
      summary: "What a start for a list would come to: how many, and what would go out now to the first of them",
      tag,
      role: "staff",
      body: previewMany.spec.input,
      answer,
    },
    (scope, { body }) => previewMany(scope, body),
  ),
  route(
    {
      method: "post",
      path: "/bulk/starts",
      summary: "Start a flow for a list; nothing leaves for a minute, in which it can be undone",
      tag,
      role: "staff",
      body: startForMany.spec.input,
      status: 201,
      answer,
    },
    (scope, { body }) => startForMany(scope, body),
  ),
  route(
    {
      method: "post",
      path: "/bulk/commands",
      summary: "Try again, leave out, hold, let go on, jump, move or end many runs: these, those behind a number, or all that need staff",
      tag,
      role: "staff",
      body: commandMany.spec.input,
      status: 201,
      answer,
    },
    (scope, { body }) => tellMany(scope, body),
  ),
  route({ method: "get", path, summary: "How far it has come", tag, role: "viewer", params, answer }, (scope, { params: { bulkId } }) =>
    readBulk(scope, { bulkId }),
  ),
  route(
    {
      method: "post",
      path: `${path}/undo`,
      summary: "Take it back while that can be done: a start before anything left, a hold, what has not begun yet",
      tag,
      role: "staff",
      params,
      answer,
    },
    (scope, { params: { bulkId } }) => undoBulk(scope, bulkId),
  ),
  route(
    { method: "post", path: `${path}/stop`, summary: "Go no further; what was done stays done", tag, role: "staff", params, answer },
    (scope, { params: { bulkId } }) => stopBulk(scope, bulkId),
  ),
];
