import { pipeline } from "node:stream/promises";
import Type from "typebox";
import { DocumentOrder, listDocuments, makeByHand, openDocument, readDocument } from "../../domain/documents/index.ts";
import { letterToSign, SignOrder, sendToSign, withdrawSigning } from "../../domain/signing/index.ts";
import { Answer, type Route, route } from "../core/route.ts";

const closed = { additionalProperties: false } as const;
const id = Type.String({ minLength: 1, maxLength: 60 });
const params = Type.Object({ documentId: id }, closed);
const tag = "documents";

export const routes: Route[] = [
  route(
    {
      method: "get",
      path: "/documents",
      summary: "Documents of a matter or a contact",
      tag,
      role: "viewer",
      query: Type.Object({ matterId: Type.Optional(id), contactId: Type.Optional(id) }, closed),
      answer: Type.Unknown(),
    },
    async (scope, { query }) => ({ documents: await listDocuments(scope, query) }),
  ),
  route(
    {
      method: "post",
      path: "/documents",
      summary: "Make a document now",
      tag,
      role: "staff",
      body: DocumentOrder,
      status: 201,
      answer: Type.Unknown(),
    },
    (scope, { body }) => makeByHand(scope, body),
  ),
  route(
    { method: "get", path: "/documents/{documentId}", summary: "One document", tag, role: "viewer", params, answer: Type.Unknown() },
    (scope, { params }) => readDocument(scope, params),
  ),
  route(
    {
      method: "post",
      path: "/documents/{documentId}/signing",
      summary: "Send a document to people of its matter to be signed; each gets a link of their own",
      tag,
      role: "staff",
      params,
      body: Type.Omit(SignOrder, ["documentId"], closed),
      status: 201,
      answer: Type.Unknown(),
    },
    (scope, { params, body }) => sendToSign(scope, { ...params, ...body }),
  ),
  route(
    {
      method: "get",
      path: "/documents/{documentId}/signing/letter",
      summary: "The letter with the link as it would reach somebody; sends nothing",
      tag,
      role: "staff",
      params,
      query: Type.Object({ contactId: id }, closed),
      answer: Type.Unknown(),
    },
    (scope, { params, query }) => letterToSign(scope, { ...params, ...query }),
  ),
  route(
    {
      method: "post",
      path: "/signings/{signingId}/withdraw",
      summary: "Take back a document that was sent to be signed by hand: its links stop",
      tag,
      role: "staff",
      params: Type.Object({ signingId: id }, closed),
    },
    (scope, { params }) => withdrawSigning(scope, params),
  ),
  route(
    {
      method: "get",
      path: "/documents/{documentId}/file",
      summary: "Download a document",
      tag,
      role: "viewer",
      params,
      answer: Type.Unknown(),
    },
    async (scope, { params }) => {
      const { name, type, bytes, content } = await openDocument(scope, params.documentId);
      return new Answer(async (res) => {
        res.setHeader("Content-Type", type);
        res.setHeader("Content-Length", bytes);
        // A browser shows a PDF by itself; a Word file is for saving.
        res.setHeader(
          "Content-Disposition",
          `${type === "application/pdf" ? "inline" : "attachment"}; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, percent)}`,
        );
        res.setHeader("X-Content-Type-Options", "nosniff");
        await pipeline(content, res);
      });
    },
  ),
];

const percent = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
