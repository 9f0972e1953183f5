import Type from "typebox";
import { forbidden, publicUrl } from "../../domain/base/index.ts";
import { isFromProvider, listReceivedTexts, noteTextStatus, receiveText } from "../../domain/texts/index.ts";
import { Answer, type Route, type RouteInput, route } from "../core/route.ts";

const closed = { additionalProperties: false } as const;
const words = Type.Optional(Type.String({ maxLength: 20_000 }));
/** As Twilio posts it; it adds parameters as it likes, and all of them are signed. */
const Told = Type.Object({
  MessageSid: Type.String({ minLength: 1, maxLength: 64 }),
  From: words,
  To: words,
  Body: words,
  MessageStatus: words,
  ErrorCode: words,
  OptOutType: words,
});
const messageParams = Type.Object({ messageId: Type.String({ minLength: 1, maxLength: 60 }) }, closed);

export const routes: Route[] = [
  route(
    {
      method: "get",
      path: "/texts/received",
      summary: "What people texted to the firm, newest first, also from numbers nobody has",
      tag: "messages",
      role: "viewer",
      query: Type.Object({ limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }) }, closed),
      answer: Type.Unknown(),
    },
    (scope, { query }) => listReceivedTexts(scope, query),
  ),
  route(
    {
      method: "post",
      path: "/public/texts/received",
      summary: "The provider of texts hands over what somebody texted (Twilio's webhook, signed)",
      tag: "public",
      role: "public",
      form: true,
      body: Told,
      // All come from the provider's few addresses.
      perMinute: 6_000,
      status: 200,
    },
    async (_scope, { body, req }) => {
      mustBeSigned("/api/public/texts/received", req);
      const { MessageSid, From = "", To = "", Body = "", OptOutType } = body;
      const answer = await receiveText({ providerId: MessageSid, from: From, to: To, text: Body, answered: Boolean(OptOutType) });
      return new Answer(
        (res) => void res.type("text/xml").send(`<?xml version="1.0" encoding="UTF-8"?><Response>${spoken(answer)}</Response>`),
      );
    },
  ),
  route(
    {
      method: "post",
      path: "/public/texts/status/{messageId}",
      summary: "The provider of texts tells what became of one (Twilio's status callback, signed)",
      tag: "public",
      role: "public",
      form: true,
      params: messageParams,
      body: Told,
      perMinute: 6_000,
    },
    async (_scope, { params, body, req }) => {
      mustBeSigned(`/api/public/texts/status/${params.messageId}`, req);
      const { MessageSid, MessageStatus = "", ErrorCode } = body;
      await noteTextStatus({
        messageId: params.messageId,
        providerId: MessageSid,
        status: MessageStatus.slice(0, 40),
        ...(ErrorCode ? { code: ErrorCode.slice(0, 20) } : {}),
      });
    },
  ),
];

/** Anybody can post here; only the provider can sign. It signs the address it was told, which begins with ours. */
function mustBeSigned(path: string, req: RouteInput<never, never, never>["req"]): void {
  const params = Object.fromEntries(Object.entries(req.body as object).map(([name, value]) => [name, String(value)]));
  if (!isFromProvider(`${publicUrl()}${path}`, params, req.get("X-Twilio-Signature")))
    throw forbidden("This is not signed by the provider of texts. Check TEXTS_URL and PUBLIC_URL.");
}

/** TwiML: the text to answer with, or nothing. */
function spoken(answer: string | null): string {
  if (answer === null) return "";
  const escaped = answer.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  return `<Message>${escaped}</Message>`;
}
