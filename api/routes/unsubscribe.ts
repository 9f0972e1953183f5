import Type from "typebox";
import { changePreferences, oneClickOptOut, preferencesUrl, showPreferences } from "../../domain/messages/index.ts";
import { Answer, type Route, route } from "../core/route.ts";

const params = Type.Object({ token: Type.String({ minLength: 1, maxLength: 400 }) }, { additionalProperties: false });

export const routes: Route[] = [
  route(
    {
      method: "get",
      path: "/public/unsubscribe/{token}",
      summary: "What somebody gets from the firm, by the link in an email; changes nothing",
      tag: "messages",
      role: "public",
      params,
      answer: Type.Unknown(),
    },
    async (_scope, { params: { token }, req }) => {
      // A mail program that opens the address instead of posting to it belongs on the page.
      if (req.accepts(["json", "html"]) === "html") return new Answer((res) => res.redirect(302, preferencesUrl(token)));
      return await showPreferences(token);
    },
  ),
  route(
    {
      method: "post",
      path: "/public/unsubscribe/{token}",
      summary: "Stop all marketing email at once (RFC 8058); again changes nothing",
      tag: "messages",
      role: "public",
      params,
      // Mail providers post for many people from one address.
      perMinute: 1_200,
      status: 200,
    },
    async (_scope, { params: { token } }) => {
      await oneClickOptOut(token);
      return { unsubscribed: true };
    },
  ),
  route(
    {
      method: "put",
      path: "/public/unsubscribe/{token}",
      summary: "Choose which marketing email to get, and whether texts",
      tag: "messages",
      role: "public",
      params,
      body: Type.Object(
        {
          all: Type.Optional(Type.Boolean()),
          /** Nothing for half a year, or again from now on. */
          pause: Type.Optional(Type.Boolean()),
          texts: Type.Optional(Type.Boolean()),
          language: Type.Optional(Type.Enum(["en", "es"])),
          topics: Type.Optional(Type.Record(Type.String({ maxLength: 40 }), Type.Boolean(), { maxProperties: 50 })),
        },
        { additionalProperties: false },
      ),
      answer: Type.Unknown(),
    },
    (_scope, { params: { token }, body }) => changePreferences(token, body),
  ),
];
