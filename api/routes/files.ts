import { pipeline } from "node:stream/promises";
import Type from "typebox";
import { invalidField, notFound, systemScope } from "../../domain/base/index.ts";
import { keepFile, listFiles, maxFileBytes, openFile } from "../../domain/files/index.ts";
import { firmBySlug } from "../../domain/firms/index.ts";
import { Answer, type Route, route } from "../core/route.ts";

const closed = { additionalProperties: false } as const;
const id = Type.String({ maxLength: 60 });
const tag = "files";

export const routes: Route[] = [
  route(
    {
      method: "get",
      path: "/files",
      summary: "Files of a matter, a contact or a request",
      tag,
      role: "viewer",
      query: Type.Object({ matterId: Type.Optional(id), contactId: Type.Optional(id), requestId: Type.Optional(id) }, closed),
      answer: Type.Unknown(),
    },
    async (scope, { query }) => ({ files: await listFiles(scope, query) }),
  ),
  route(
    {
      method: "post",
      path: "/files",
      summary: "Add a file to a matter or contact; up to 25 MB",
      tag,
      role: "staff",
      query: Type.Object({ matterId: Type.Optional(id), contactId: Type.Optional(id) }, closed),
      upload: { maxBytes: maxFileBytes, maxFiles: 1 },
      status: 201,
      answer: Type.Unknown(),
    },
    async (scope, { files, query }) => {
      const [file] = files;
      if (!file) throw invalidField("/file", "No file arrived. Choose it again.");
      return await keepFile(scope, { name: file.originalname, content: file.buffer, ...query });
    },
  ),
  route(
    {
      method: "get",
      path: "/files/{fileId}",
      summary: "Download a file",
      tag,
      role: "viewer",
      params: Type.Object({ fileId: id }, closed),
      answer: Type.Unknown(),
    },
    async (scope, { params }) => {
      const { name, type, bytes, content } = await openFile(scope, params.fileId);
      return new Answer(async (res) => {
        res.setHeader("Content-Type", type);
        res.setHeader("Content-Length", bytes);
        res.setHeader("Content-Disposition", disposition(name));
        res.setHeader("X-Content-Type-Options", "nosniff");
        res.setHeader("Content-Security-Policy", "sandbox; default-src 'none'");
        await pipeline(content, res);
      });
    },
  ),
  route(
    {
      method: "get",
      path: "/public/firms/{slug}/logo",
      summary: "A firm's logo",
      tag: "public",
      role: "public",
      perMinute: 240,
      params: Type.Object({ slug: Type.String({ maxLength: 140 }) }, closed),
      answer: Type.Unknown(),
    },
    async (_scope, { params }) => {
      const firm = await firmBySlug(params.slug);
      if (!firm.brand.logoFileId) throw notFound("A logo");
      const { type, content } = await openFile(systemScope(firm._id), firm.brand.logoFileId);
      if (!["image/png", "image/jpeg", "image/webp"].includes(type)) throw notFound("A logo");
      return new Answer(async (res) => {
        res.setHeader("Content-Type", type);
        res.setHeader("Cache-Control", "public, max-age=3600");
        res.setHeader("X-Content-Type-Options", "nosniff");
        await pipeline(content, res);
      });
    },
  ),
];

/** RFC 6266: a plain name for old programs, the real one beside it. Always saved, never shown in the page. */
function disposition(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16)}`)}`;
}
