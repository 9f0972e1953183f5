import Type from "typebox";
import { ChangedWords, changeMessage, holdMessage, letMessageGo, sendMessageNow, wordsOf } from "../../domain/outbox/index.ts";
import { type Route, route } from "../core/route.ts";

const closed = { additionalProperties: false } as const;
const params = Type.Object({ messageId: Type.String({ minLength: 1, maxLength: 60 }) }, closed);
const spec = { tag: "messages", role: "staff", params } as const;

export const routes: Route[] = [
  route(
    {
      ...spec,
      method: "post",
      path: "/messages/{messageId}/hold",
      summary: "Hold a message that is to leave later",
      body: Type.Object({ reason: Type.String({ minLength: 1, maxLength: 300, pattern: "\\S" }) }, closed),
    },
    (scope, { params, body }) => holdMessage(scope, { ...params, ...body }),
  ),
  route(
    { ...spec, method: "delete", path: "/messages/{messageId}/hold", summary: "Let a held message go when its flow says" },
    (scope, { params }) => letMessageGo(scope, params),
  ),
  route({ ...spec, method: "post", path: "/messages/{messageId}/send", summary: "Send a planned message now" }, (scope, { params }) =>
    sendMessageNow(scope, params),
  ),
  route(
    {
      ...spec,
      method: "get",
      path: "/messages/{messageId}/words",
      summary: "What a planned message would say, to be changed: an email's parts, or a text's words",
      answer: Type.Unknown(),
    },
    (scope, { params }) => wordsOf(scope, params),
  ),
  route(
    { ...spec, method: "put", path: "/messages/{messageId}/words", summary: "Change what a planned message says", body: ChangedWords },
    (scope, { params, body }) => changeMessage(scope, { ...params, ...body }),
  ),
];
