import { fileTypeFromBuffer } from "file-type";
import { invalidField } from "../base/index.ts";

/** What is accepted: what scanners, phones and word processors make. Nothing a browser would run. */
export const acceptedTypes: Record<string, { ending: string; name: string }> = {
  "application/pdf": { ending: "pdf", name: "PDF" },
  "image/jpeg": { ending: "jpg", name: "JPG" },
  "image/png": { ending: "png", name: "PNG" },
  "image/heic": { ending: "heic", name: "HEIC" },
  "image/heif": { ending: "heif", name: "HEIF" },
  "image/webp": { ending: "webp", name: "WebP" },
  "image/tiff": { ending: "tif", name: "TIFF" },
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": { ending: "docx", name: "Word (DOCX)" },
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": { ending: "xlsx", name: "Excel (XLSX)" },
};
/** How much of a file's beginning tells what it is. */
export const headBytes = 64 * 1024;

/** The MIME type found in a file's first bytes. Throws where it is none of those accepted. */
export async function typeOf(head: Uint8Array): Promise<string> {
  if (head.length === 0) throw invalidField("/file", "This file is empty. Choose it again.");
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  if (found && Object.hasOwn(acceptedTypes, found.mime)) return found.mime;
  throw invalidField("/file", "This kind of file can't be taken. Send a photo (JPG, PNG, HEIC), a PDF or a Word document.");
}

/** Of what nobody uploads: mail that came to us, kept whole. */
const ownEndings: Record<string, string> = { "message/rfc822": "eml" };

/** A file name safe to keep, show and save: one line, no path, ending as its bytes say. */
export function safeName(given: string, type: string): string {
  const last = given.normalize("NFC").split(/[\\/]/).pop() ?? "";
  const plain = last
    .replace(/[\p{Cc}\p{Cf}<>:"|?*]/gu, "")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/^\.+/, "");
  const ending = acceptedTypes[type]?.ending ?? ownEndings[type] ?? "bin";
  const stem = plain.replace(/\.[A-Za-z0-9]{1,8}$/, "").slice(0, 100) || "file";
  const own = /\.([A-Za-z0-9]{1,8})$/.exec(plain)?.[1]?.toLowerCase();
  const same = own === ending || (ending === "jpg" && own === "jpeg") || (ending === "tif" && own === "tiff");
  return `${stem}.${same ? own : ending}`;
}
