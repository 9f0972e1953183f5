import {
  changeOccasion,
  closeOccasion,
  listOccasions,
  moveOccasion,
  NewOccasion,
  OccasionChange,
  planOccasion,
} from "../../domain/occasions/index.ts";
import { type Route, route } from "../core/route.ts";
import { anything, body, idParams } from "../core/shorthand.ts";

const tag = "occasions";
const params = idParams("occasionId");
const path = "/occasions/{occasionId}";
const { at, endsAt, place } = moveOccasion.spec.input.properties;

export const routes: Route[] = [
  route(
    {
      method: "get",
      path: "/occasions",
      summary: "Dates of a stretch of time, a matter or a contact",
      tag,
      role: "viewer",
      query: listOccasions.spec.input,
      answer: anything,
    },
    async (scope, { query }) => ({ occasions: (await listOccasions(scope, query)).map(({ _id, ...one }) => ({ id: _id, ...one })) }),
  ),
  route(
    {
      method: "post",
      path: "/occasions",
      summary: "Plan a hearing, closing, signing, deadline or appointment",
      tag,
      role: "staff",
      body: NewOccasion,
      status: 201,
      answer: anything,
    },
    (scope, input) => planOccasion(scope, input.body),
  ),
  route(
    { method: "patch", path, summary: "Change what a date says", tag, role: "staff", params, body: OccasionChange, answer: anything },
    (scope, input) => changeOccasion(scope, { occasionId: input.params.occasionId, change: input.body }),
  ),
  route(
    {
      method: "post",
      path: `${path}/move`,
      summary: "Move it to another time; reminders follow",
      tag,
      role: "staff",
      params,
      body: body({ at, endsAt, place }),
      answer: anything,
    },
    (scope, input) => moveOccasion(scope, { occasionId: input.params.occasionId, ...input.body }),
  ),
  route(
    {
      method: "post",
      path: `${path}/close`,
      summary: "It was held, missed or cancelled",
      tag,
      role: "staff",
      params,
      body: body({ state: closeOccasion.spec.input.properties.state }),
      answer: anything,
    },
    (scope, input) => closeOccasion(scope, { occasionId: input.params.occasionId, state: input.body.state }),
  ),
];
