import Type from "typebox";
import { notFound } from "../../domain/base/index.ts";
import { requestByToken } from "../../domain/requests/index.ts";
import {
  declineDocument,
  documentOf,
  documentPicture,
  noteViewed,
  Signature,
  signDocument,
  signingPage,
} from "../../domain/signing/index.ts";
import { Answer, type Route, route } from "../core/route.ts";

const closed = { additionalProperties: false } as const;
const token = Type.String({ minLength: 20, maxLength: 100, pattern: "^[A-Za-z0-9_-]+$" });
const link = Type.Object({ token }, closed);
const tag = "public";

/** What a page shows after an act, as fresh as the act itself. */
async function after(linkToken: string) {
  const { request, scope } = await requestByToken(linkToken);
  return { state: request.state, signing: await signingPage(scope, request) };
}

export const routes: Route[] = [
  route(
    {
      method: "get",
      path: "/public/requests/{token}/document",
      summary: "The document to be signed as PDF; its sealed copy when everyone has signed",
      tag,
      role: "public",
      params: link,
      query: Type.Object({ save: Type.Optional(Type.Boolean()) }, closed),
      answer: Type.Unknown(),
    },
    async (_scope, { params, query }) => {
      const { scope, request } = await requestByToken(params.token);
      const found = await documentOf(scope, request);
      if (!found) throw notFound("This document");
      return new Answer((res) => {
        res.setHeader("Content-Type", "application/pdf");
        res.setHeader("Cache-Control", "private, no-store");
        res.setHeader("X-Content-Type-Options", "nosniff");
        res.setHeader(
          "Content-Disposition",
          `${query.save ? "attachment" : "inline"}; filename*=UTF-8''${encodeURIComponent(found.name).replace(/['()*]/g, percent)}`,
        );
        res.end(found.content);
      });
    },
  ),
  route(
    {
      method: "get",
      path: "/public/requests/{token}/document/pages/{page}",
      summary: "One page of the document to be signed, as a picture",
      tag,
      role: "public",
      perMinute: 240,
      params: Type.Object({ token, page: Type.Integer({ minimum: 1, maximum: 200 }) }, closed),
      answer: Type.Unknown(),
    },
    async (_scope, { params }) => {
      const { scope, request } = await requestByToken(params.token);
      const found = await documentPicture(scope, request, params.page);
      if (!found) throw notFound("This document");
      return new Answer((res) => {
        res.setHeader("Content-Type", "image/png");
        res.setHeader("Cache-Control", "private, max-age=3600");
        res.end(found.picture);
      });
    },
  ),
  route(
    { method: "post", path: "/public/requests/{token}/viewed", summary: "The document was looked at", tag, role: "public", params: link },
    async (_scope, { params }) => {
      const { scope, request } = await requestByToken(params.token);
      await noteViewed(scope, { requestId: request._id });
    },
  ),
  route(
    {
      method: "post",
      path: "/public/requests/{token}/sign",
      summary: "Sign the document",
      tag,
      role: "public",
      perMinute: 30,
      params: link,
      body: Signature,
      answer: Type.Unknown(),
    },
    async (_scope, { params, body, req }) => {
      const { scope, request } = await requestByToken(params.token);
      const from = { address: req.ip ?? "", userAgent: req.get("User-Agent") ?? "" };
      const { again } = await signDocument(scope, { requestId: request._id, ...body, ...from });
      return { again, ...(await after(params.token)) };
    },
  ),
  route(
    {
      method: "post",
      path: "/public/requests/{token}/decline",
      summary: "Say no to signing, with the reason",
      tag,
      role: "public",
      perMinute: 30,
      params: link,
      body: Type.Object({ reason: Type.String({ maxLength: 1_000 }) }, closed),
      answer: Type.Unknown(),
    },
    async (_scope, { params, body }) => {
      const { scope, request } = await requestByToken(params.token);
      const { again } = await declineDocument(scope, { requestId: request._id, ...body });
      return { again, ...(await after(params.token)) };
    },
  ),
];

const percent = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
