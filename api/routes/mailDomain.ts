import Type from "typebox";
import { checkMailDomain, makeMailKey, readMailDomain } from "../../domain/mailDomain/index.ts";
import { type Route, route } from "../core/route.ts";

const tag = "messages";
const answer = Type.Unknown();

export const routes: Route[] = [
  route(
    {
      method: "get",
      path: "/mail-domain",
      summary: "How the firm's sending domain stood when it was last looked at: SPF, DKIM, DMARC",
      tag,
      role: "viewer",
      answer,
    },
    (scope) => readMailDomain(scope, {}),
  ),
  route(
    {
      method: "post",
      path: "/mail-domain/check",
      summary: "Look the sending domain's records up now",
      tag,
      role: "builder",
      status: 200,
      answer,
    },
    (scope) => checkMailDomain(scope),
  ),
  route(
    {
      method: "post",
      path: "/mail-domain/keys",
      summary: "Make keys that sign the firm's mail; they sign once their record is published",
      tag,
      role: "owner",
      status: 201,
      answer,
    },
    (scope) => makeMailKey(scope),
  ),
];
