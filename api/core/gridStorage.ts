import type { Request } from "express";
import type { StorageEngine } from "multer";
import { dropBytes } from "../../domain/files/index.ts";

/** What became of one uploaded file: its id, and the name, type and size it is kept under. */
export interface StoredUpload {
  fileId: string;
  name: string;
  type: string;
  bytes: number;
}

/**
 * Passes an upload on while it arrives, so that a large one is refused without ever being held. `keep` decides whether it may be stored
 * at all before reading its first byte.
 */
export function passingOn(keep: (req: Request, name: string, content: AsyncIterable<Uint8Array>) => Promise<StoredUpload>): StorageEngine {
  return {
    _handleFile(req, file, done) {
      // Refusing must not break the stream off: what is still coming is read to its end, so that the sender hears why.
      const content = file.stream.iterator({ destroyOnReturn: false });
      keep(req, file.originalname, content).then(
        (stored) => done(null, { filename: stored.fileId, originalname: stored.name, mimetype: stored.type, size: stored.bytes }),
        (error: unknown) => {
          file.stream.resume();
          done(error instanceof Error ? error : new Error(String(error)));
        },
      );
    },
    /** The upload as a whole failed: what was stored of it goes. */
    _removeFile(_req, file, done) {
      dropBytes(file.filename).then(
        () => done(null),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      );
    },
  };
}

export const storedUpload = (file: Express.Multer.File): StoredUpload => ({
  fileId: file.filename,
  name: file.originalname,
  type: file.mimetype,
  bytes: file.size,
});
