import { readStory } from "../../domain/story/index.ts";
import { type Route, route } from "../core/route.ts";
import { anything } from "../core/shorthand.ts";

export const routes: Route[] = [
  route(
    {
      method: "get",
      path: "/story",
      summary: "What happened to a matter or contact, newest first, in pages",
      tag: "story",
      role: "viewer",
      query: readStory.spec.input,
      answer: anything,
    },
    (scope, { query }) => readStory(scope, query),
  ),
];
