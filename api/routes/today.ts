import Type from "typebox";
import { readFlowReport, readLeadReport } from "../../domain/reports/index.ts";
import { markSeen, readCalendar, readToday, readTodayCounts } from "../../domain/today/index.ts";
import { type Route, route } from "../core/route.ts";

const closed = { additionalProperties: false } as const;
const range = readLeadReport.spec.input;
const answer = Type.Unknown();

export const routes: Route[] = [
  route(
    {
      method: "get",
      path: "/today",
      summary: "What to do now",
      tag: "today",
      role: "viewer",
      query: Type.Object({ mine: Type.Optional(Type.Boolean()) }, closed),
      answer,
    },
    (scope, { query }) => readToday(scope, query),
  ),
  route(
    {
      method: "get",
      path: "/today/counts",
      summary: "How many things stand on one's Today, and one's open tasks",
      tag: "today",
      role: "viewer",
      answer,
    },
    (scope) => readTodayCounts(scope, {}),
  ),
  route(
    {
      method: "post",
      path: "/today/answers/{eventId}/seen",
      summary: "Note that an answer was read",
      tag: "today",
      role: "staff",
      params: Type.Object({ eventId: Type.String({ maxLength: 60 }) }, closed),
      body: Type.Object({ undo: Type.Optional(Type.Boolean()) }, closed),
    },
    (scope, { params, body }) => markSeen(scope, { ...params, ...body }),
  ),
  route(
    {
      method: "get",
      path: "/calendar",
      summary: "The dates of a stretch of time with names and holidays; of one member of staff if wanted",
      tag: "today",
      role: "viewer",
      query: readCalendar.spec.input,
      answer,
    },
    (scope, { query }) => readCalendar(scope, query),
  ),
  route(
    {
      method: "get",
      path: "/reports/leads",
      summary: "Leads by source and by member of staff",
      tag: "reports",
      role: "viewer",
      query: range,
      answer,
    },
    (scope, { query }) => readLeadReport(scope, query),
  ),
  route(
    { method: "get", path: "/reports/flows", summary: "How flows do", tag: "reports", role: "viewer", query: range, answer },
    (scope, { query }) => readFlowReport(scope, query),
  ),
];
