import { pipeline } from "node:stream/promises";
import Type from "typebox";
import { DocumentOrder, listDocuments, makeByHand, openDocument, readDocument } from "../../domain/documents/index.ts";
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
