import { readPath } from "../../engine/conditions/index.ts";
import { type Scope, withScope } from "../base/index.ts";
import { fileBytes } from "../files/index.ts";
import { readFirm } from "../firms/index.ts";
import type { Attachment } from "./deliver.ts";
import type { Pictures } from "./fill.ts";

/** The firm's logo and the lawyer's photograph, carried inside the message: shown without asking anybody's server, and telling nobody. */
export async function picturesFor(
  scope: Scope,
  facts: Record<string, unknown>,
): Promise<{ pictures: Pictures; attachments: Attachment[] }> {
  const firm = await readFirm(scope, {});
  const photo = readPath(facts, "staff.photoFileId");
  const found = await Promise.all([pictureOf(scope, firm.brand.logoFileId, "logo"), pictureOf(scope, photo, "photo")]);
  const [logo, face] = found;
  return {
    pictures: { ...(logo ? { logo: `cid:${logo.cid}` } : {}), ...(face ? { photo: `cid:${face.cid}` } : {}) },
    attachments: found.filter((one) => one !== null),
  };
}

const largest = 300_000;

/** Null for what is no picture mail programs show, is gone, or is too large to travel with every message: initials stand there then. */
async function pictureOf(scope: Scope, fileId: unknown, name: string): Promise<Attachment | null> {
  if (typeof fileId !== "string" || fileId === "") return null;
  const file = await withScope(scope, () => fileBytes(scope, fileId)).catch(() => null);
  if (!file || !["image/png", "image/jpeg"].includes(file.type) || file.content.length > largest) return null;
  return { name: file.name, type: file.type, bytes: file.content, cid: `${name}@firmflow` };
}
