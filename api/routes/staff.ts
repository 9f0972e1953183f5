import Type from "typebox";
import { goAway } from "../../domain/approvals/index.ts";
import {
  Away,
  addStaff,
  changeStaff,
  createApiKey,
  listApiKeys,
  listStaff,
  NewStaff,
  renewInvite,
  revokeApiKey,
} from "../../domain/staff/index.ts";
import { type Route, route } from "../core/route.ts";

const closed = { additionalProperties: false } as const;
const id = (name: string) => Type.Object({ [name]: Type.String({ minLength: 1, maxLength: 60 }) }, closed);

export const routes: Route[] = [
  route(
    { method: "get", path: "/staff", summary: "The firm's staff", tag: "staff", role: "viewer", answer: Type.Unknown() },
    async (scope) => ({ staff: await listStaff(scope, {}) }),
  ),
  route(
    {
      method: "post",
      path: "/staff",
      summary: "Invite a member of staff",
      tag: "staff",
      role: "owner",
      body: NewStaff,
      status: 201,
      answer: Type.Unknown(),
    },
    (scope, { body }) => addStaff(scope, body),
  ),
  route(
    {
      method: "patch",
      path: "/staff/{staffId}",
      summary: "Change a member of staff",
      tag: "staff",
      role: "owner",
      params: id("staffId"),
      body: changeStaff.spec.input.properties.change,
      answer: Type.Unknown(),
    },
    (scope, { params, body }) => changeStaff(scope, { staffId: params.staffId ?? "", change: body }),
  ),
  route(
    {
      method: "put",
      path: "/staff/{staffId}/away",
      summary: "Away until then, and who is asked instead; one's own, or an owner's for anybody",
      tag: "staff",
      role: "viewer",
      params: id("staffId"),
      body: Away,
    },
    (scope, { params, body }) => goAway(scope, { staffId: params.staffId ?? "", away: body }),
  ),
  route(
    {
      method: "post",
      path: "/staff/{staffId}/invitation",
      summary: "Make a new invitation link",
      tag: "staff",
      role: "owner",
      params: id("staffId"),
      status: 201,
      answer: Type.Unknown(),
    },
    (scope, { params }) => renewInvite(scope, { staffId: params.staffId ?? "" }),
  ),
  route(
    { method: "get", path: "/api-keys", summary: "The firm's API keys", tag: "staff", role: "owner", answer: Type.Unknown() },
    async (scope) => ({ keys: await listApiKeys(scope, {}) }),
  ),
  route(
    {
      method: "post",
      path: "/api-keys",
      summary: "Make an API key; it is shown once",
      tag: "staff",
      role: "owner",
      body: createApiKey.spec.input,
      status: 201,
      answer: Type.Unknown(),
    },
    (scope, { body }) => createApiKey(scope, body),
  ),
  route(
    { method: "delete", path: "/api-keys/{apiKeyId}", summary: "Revoke an API key", tag: "staff", role: "owner", params: id("apiKeyId") },
    (scope, { params }) => revokeApiKey(scope, { apiKeyId: params.apiKeyId ?? "" }),
  ),
];
