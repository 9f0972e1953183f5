import Type from "typebox";
import {
  createHook,
  listHooks,
  NewHook,
  readSigningSecret,
  receiveHook,
  removeHook,
  renewSigningSecret,
} from "../../domain/webhooks/index.ts";
import { type Route, route } from "../core/route.ts";

const closed = { additionalProperties: false } as const;
const id = Type.String({ minLength: 1, maxLength: 60 });

export const routes: Route[] = [
  route(
    {
      method: "get",
      path: "/webhooks/secret",
      summary: "The secret that calls to other systems are signed with (Standard Webhooks)",
      tag: "webhooks",
      role: "owner",
      answer: Type.Unknown(),
    },
    (scope) => readSigningSecret(scope, {}),
  ),
  route(
    {
      method: "post",
      path: "/webhooks/secret",
      summary: "Sign with a new secret from now on",
      tag: "webhooks",
      role: "owner",
      answer: Type.Unknown(),
    },
    (scope) => renewSigningSecret(scope, {}),
  ),
  route(
    {
      method: "get",
      path: "/webhooks/hooks",
      summary: "The addresses at which other systems report to flows",
      tag: "webhooks",
      role: "builder",
      answer: Type.Unknown(),
    },
    (scope) => listHooks(scope, {}),
  ),
  route(
    {
      method: "post",
      path: "/webhooks/hooks",
      summary: "Make such an address; its token is told this once",
      tag: "webhooks",
      role: "builder",
      body: NewHook,
      status: 201,
      answer: Type.Unknown(),
    },
    (scope, { body }) => createHook(scope, body),
  ),
  route(
    {
      method: "delete",
      path: "/webhooks/hooks/{hookId}",
      summary: "End an address: what is reported there is refused",
      tag: "webhooks",
      role: "builder",
      params: Type.Object({ hookId: id }, closed),
    },
    (scope, { params }) => removeHook(scope, params),
  ),
  route(
    {
      method: "post",
      path: "/public/hooks/{token}",
      summary: "Another system reports something to the flows that listen; again under the same webhook-id changes nothing",
      tag: "public",
      role: "public",
      params: Type.Object({ token: Type.String({ minLength: 1, maxLength: 100 }) }, closed),
      maxBodyBytes: 64_000,
      perMinute: 600,
      status: 202,
    },
    (_scope, { params, body, req }) => {
      const callId = req.get("webhook-id");
      return receiveHook(params.token, { body, ...(callId ? { callId } : {}) });
    },
  ),
];
