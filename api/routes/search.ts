import { search } from "../../domain/search/index.ts";
import { type Route, route } from "../core/route.ts";
import { anything } from "../core/shorthand.ts";

export const routes: Route[] = [
  route(
    {
      method: "get",
      path: "/search",
      summary: "People, matters, flows and tasks that start with these words",
      tag: "search",
      role: "viewer",
      query: search.spec.input,
      answer: anything,
    },
    (scope, { query }) => search(scope, query),
  ),
];
