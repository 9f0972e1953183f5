import Type from "typebox";
import { hold, listHolds, release } from "../../domain/holds/index.ts";
import { type Route, route } from "../core/route.ts";

const closed = { additionalProperties: false } as const;
const answer = Type.Unknown();
const tag = "holds";

export const routes: Route[] = [
  route(
    {
      method: "get",
      path: "/holds",
      summary: "Holds in force, of one target or all",
      tag,
      role: "viewer",
      query: listHolds.spec.input,
      answer,
    },
    async (scope, { query }) => ({ holds: await listHolds(scope, query) }),
  ),
  route(
    {
      method: "post",
      path: "/holds",
      summary: "Hold all messages to a person, about a matter, of a flow, or of the firm",
      tag,
      role: "staff",
      body: hold.spec.input,
      status: 201,
      answer,
    },
    (scope, { body }) => hold(scope, body),
  ),
  route(
    {
      method: "delete",
      path: "/holds/{holdId}",
      summary: "Lift a hold",
      tag,
      role: "staff",
      params: Type.Object({ holdId: Type.String({ minLength: 1, maxLength: 60 }) }, closed),
      answer,
    },
    (scope, { params }) => release(scope, params),
  ),
];
