import Type from "typebox";
import { installFlow, listLibrary, listShippedMails, readShippedMail } from "../../domain/library/index.ts";
import { type Route, route } from "../core/route.ts";

const closed = { additionalProperties: false } as const;
const params = Type.Object({ key: Type.String({ pattern: "^[A-Za-z][A-Za-z0-9_-]*$", maxLength: 120 }) }, closed);
const tag = "library";

export const routes: Route[] = [
  route(
    { method: "get", path: "/library", summary: "The flows that ship, with what each brings", tag, role: "viewer", answer: Type.Unknown() },
    async (scope) => ({ flows: await listLibrary(scope, {}) }),
  ),
  route(
    { method: "get", path: "/library/mails", summary: "The messages that ship", tag, role: "viewer", answer: Type.Unknown() },
    async (scope) => ({ mails: await listShippedMails(scope, {}) }),
  ),
  route(
    { method: "get", path: "/library/mails/{key}", summary: "One message that ships", tag, role: "viewer", params, answer: Type.Unknown() },
    (scope, { params }) => readShippedMail(scope, params),
  ),
  route(
    {
      method: "post",
      path: "/library/{key}/install",
      summary: "Copy a flow that ships into the firm as a draft, with all it uses",
      tag,
      role: "builder",
      params,
      answer: Type.Unknown(),
    },
    (scope, { params }) => installFlow(scope, params),
  ),
];
