import { createHash } from "node:crypto";
import { once } from "node:events";
import type { Readable } from "node:stream";
import mongoose from "mongoose";
import { tooLarge } from "../base/index.ts";
import { headBytes, typeOf } from "./kinds.ts";

/** 25 MB: a scanned contract or a phone's photo, not a film. */
export const maxFileBytes = 25 * 1024 * 1024;
export const sizeSentence = "A file may have at most 25 MB. Send a photo instead of a scan, or the pages one by one.";

function bucket(): mongoose.mongo.GridFSBucket {
  const { db } = mongoose.connection;
  if (!db) throw new Error("The database is not connected.");
  return new mongoose.mongo.GridFSBucket(db, { bucketName: "bytes" });
}
/** GridFS takes any id; its types name ObjectId only. */
const asKey = (fileId: string) => fileId as unknown as mongoose.mongo.ObjectId;

export interface WrittenBytes {
  type: string;
  bytes: number;
  sha256: string;
}

/**
 * Streams bytes into GridFS under an id, never holding more than a file's beginning. Refuses, and leaves nothing behind, when the kind is
 * not accepted or the file is too large. `known` skips the look at the kind, for files we made.
 */
export async function writeBytes(fileId: string, source: AsyncIterable<Uint8Array>, known?: string): Promise<WrittenBytes> {
  const hash = createHash("sha256");
  const upload = bucket().openUploadStreamWithId(asKey(fileId), fileId);
  let failed: Error | null = null;
  upload.on("error", (error: Error) => {
    failed = error;
  });
  let head: Buffer[] = [];
  let bytes = 0;
  let type = known ?? "";
  const put = async (chunk: Uint8Array): Promise<void> => {
    if (failed) throw failed;
    if (!upload.write(chunk)) await once(upload, "drain");
  };
  const begin = async (): Promise<void> => {
    const first = Buffer.concat(head);
    head = [];
    type = await typeOf(first);
    await put(first);
  };
  try {
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > maxFileBytes) throw tooLarge(sizeSentence);
      hash.update(chunk);
      if (type) await put(chunk);
      else {
        head.push(Buffer.from(chunk));
        if (bytes >= headBytes) await begin();
      }
    }
    if (!type) await begin();
    const finished = once(upload, "finish");
    upload.end();
    await finished;
    return { type, bytes, sha256: hash.digest("hex") };
  } catch (error) {
    await upload.abort().catch(() => undefined);
    throw error;
  }
}

export const readBytes = (fileId: string): Readable => bucket().openDownloadStream(asKey(fileId));

/** Removes bytes; none there is fine. */
export const dropBytes = (fileId: string): Promise<void> =>
  bucket()
    .delete(asKey(fileId))
    .catch((error: unknown) => {
      if (!String(error).includes("not found")) throw error;
    });
