import type { Readable } from "node:stream";
import Type from "typebox";
import { invalidField, newId, notFound, operation, query, type Scope, withScope } from "../base/index.ts";
import { closed, id, optionalId, text } from "../inputs/index.ts";
import { dropBytes, readBytes, type WrittenBytes, writeBytes } from "./bytes.ts";
import { safeName } from "./kinds.ts";
import { FileModel } from "./model.ts";

export interface FileCard {
  id: string;
  name: string;
  type: string;
  bytes: number;
  asked?: string;
  at: string;
  by: string;
}

/** Writes down a file whose bytes are stored already. Called by `keepFile` and by uploads. */
export const addFile = operation({
  name: "files.add",
  role: "staff",
  public: true,
  input: Type.Object(
    {
      fileId: id,
      name: text(400),
      type: text(120),
      bytes: Type.Integer({ minimum: 0 }),
      sha256: text(64),
      contactId: optionalId,
      matterId: optionalId,
      requestId: optionalId,
      asked: Type.Optional(text(300)),
      state: Type.Union([Type.Literal("waiting"), Type.Literal("kept")]),
    },
    closed,
  ),
  run: async ({ fileId, name, ...rest }, scope) => {
    const { kind, id: byId, name: byName } = scope.actor;
    const card = { ...rest, name: safeName(name, rest.type), by: { kind, id: byId, name: byName } };
    await FileModel.create([{ _id: fileId, ...card }]);
    return { fileId, name: card.name, type: card.type, bytes: card.bytes };
  },
});

export interface KeepFile {
  name: string;
  /** The bytes, or a stream of them. */
  content: Uint8Array | AsyncIterable<Uint8Array>;
  /** Given for files we made ourselves; otherwise found in the bytes and checked against what is accepted. */
  type?: string;
  contactId?: string;
  matterId?: string;
  requestId?: string;
  asked?: string;
  /** Chosen but not sent yet. */
  waiting?: boolean;
}

/** Stores a file: first its bytes, then its card. Bytes whose card could not be written are taken out again. */
export async function keepFile(scope: Scope, { content, waiting, type, ...card }: KeepFile) {
  const fileId = newId("file");
  const source = content instanceof Uint8Array ? oneChunk(content) : content;
  const written: WrittenBytes = await writeBytes(fileId, source, type);
  try {
    return await addFile(scope, { ...card, ...written, fileId, state: waiting ? "waiting" : "kept" });
  } catch (error) {
    await dropBytes(fileId);
    throw error;
  }
}

async function* oneChunk(content: Uint8Array): AsyncIterable<Uint8Array> {
  yield content;
}

export const fileCard = query({
  name: "files.read",
  role: "viewer",
  input: Type.Object({ fileId: id }, closed),
  run: async ({ fileId }) => {
    const file = await FileModel.findOne({ _id: fileId }).lean();
    if (!file) throw notFound("This file");
    return file;
  },
});

/** A file's card and a stream of its bytes, for whoever may read the firm's files. */
export async function openFile(scope: Scope, fileId: string): Promise<{ name: string; type: string; bytes: number; content: Readable }> {
  const { name, type, bytes } = await fileCard(scope, { fileId });
  return { name, type, bytes, content: readBytes(fileId) };
}

/** All of a file's bytes, for attachments and merging. */
export async function fileBytes(scope: Scope, fileId: string): Promise<{ name: string; type: string; content: Buffer }> {
  const { name, type, content } = await openFile(scope, fileId);
  const chunks: Buffer[] = [];
  for await (const chunk of content) chunks.push(chunk as Buffer);
  return { name, type, content: Buffer.concat(chunks) };
}

export const listFiles = query({
  name: "files.list",
  role: "viewer",
  input: Type.Object({ contactId: optionalId, matterId: optionalId, requestId: optionalId }, closed),
  run: async (filter): Promise<FileCard[]> => {
    if (!Object.keys(filter).length) throw invalidField("/matterId", "Say whose files: a matter's, a contact's or a request's.");
    const files = await FileModel.find({ ...filter, state: "kept" })
      .sort({ createdAt: -1 })
      .limit(500)
      .lean();
    return files.map(({ _id, name, type, bytes, asked, createdAt, by }) => ({
      id: _id,
      name,
      type,
      bytes,
      ...(asked ? { asked } : {}),
      at: createdAt.toISOString(),
      by: by.name,
    }));
  },
});

/** Takes back a file that was chosen on a page but not sent yet. */
export async function takeBack(scope: Scope, requestId: string, fileId: string): Promise<void> {
  const { deletedCount } = await withScope(scope, () => FileModel.deleteOne({ _id: fileId, requestId, state: "waiting" }));
  if (deletedCount === 0) throw notFound("This file");
  await dropBytes(fileId);
}

/** Takes away a file that was never shown to anybody. None there is fine. */
export async function dropFile(scope: Scope, fileId: string): Promise<void> {
  await withScope(scope, () => FileModel.deleteOne({ _id: fileId, state: "waiting" }));
  await dropBytes(fileId);
}
