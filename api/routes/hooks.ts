import Type from "typebox";
import { HookInput, receiveHook } from "../../domain/hooks/index.ts";
import { type Route, route } from "../core/route.ts";
import { anything as answer, closed } from "../core/shorthand.ts";

/** What other systems report, with an API key: flows start on it or wait for it. */
export const routes: Route[] = [
  route(
    {
      method: "post",
      path: "/hooks/{name}",
      summary: "Report something from another system; flows hear `webhook.received`",
      tag: "hooks",
      role: "staff",
      params: Type.Object({ name: receiveHook.spec.input.properties.name }, closed),
      body: HookInput,
      status: 202,
      answer,
    },
    (scope, { params: { name }, body }) => receiveHook(scope, { name, report: body }),
  ),
];
