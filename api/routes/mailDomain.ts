import Type from "typebox";
import { lookIntoMailbox, MailboxSettings, readMailbox, removeMailbox, saveMailbox } from "../../domain/mailbox/index.ts";
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
  route(
    {
      method: "get",
      path: "/mailbox",
      summary: "The firm's mailbox that is read for what comes back, without its password",
      tag,
      role: "viewer",
      answer,
    },
    (scope) => readMailbox(scope, {}),
  ),
  route(
    {
      method: "put",
      path: "/mailbox",
      summary: "Read a mailbox of the firm's (IMAP over TLS) from now on; it is opened once first",
      tag,
      role: "owner",
      body: MailboxSettings,
      answer,
    },
    (scope, { body }) => saveMailbox(scope, body),
  ),
  route(
    {
      method: "delete",
      path: "/mailbox",
      summary: "Read it no more",
      tag,
      role: "owner",
    },
    (scope) => removeMailbox(scope, {}),
  ),
  route(
    {
      method: "post",
      path: "/mailbox/look",
      summary: "Read what is new in it now",
      tag,
      role: "builder",
      status: 200,
      answer,
    },
    (scope) => lookIntoMailbox(scope),
  ),
];
