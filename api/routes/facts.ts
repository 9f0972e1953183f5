import { matchingNow, readFacts } from "../../domain/facts/index.ts";
import { SubjectInput } from "../../domain/runs/index.ts";
import { type Route, route } from "../core/route.ts";
import { anything } from "../core/shorthand.ts";

export const routes: Route[] = [
  route(
    {
      method: "get",
      path: "/facts",
      summary: "What a flow would read about somebody now: the preview imagines from there",
      tag: "flows",
      role: "viewer",
      query: SubjectInput,
      answer: anything,
    },
    (scope, { query }) => readFacts(scope, query),
  ),
  route(
    {
      method: "post",
      path: "/facts/matching",
      summary: "How many people, matters or dates a condition holds for now, and which",
      tag: "flows",
      role: "viewer",
      body: matchingNow.spec.input,
      answer: anything,
    },
    (scope, { body }) => matchingNow(scope, body),
  ),
];
