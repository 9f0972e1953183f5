import { readFacts } from "../../domain/facts/index.ts";
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
];
