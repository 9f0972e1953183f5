import { fileBytes } from "../domain/files/index.ts";
import type { Attachment } from "../domain/messages/index.ts";
import type { Json } from "../engine/run/index.ts";
import type { Carrying } from "./carryOut.ts";
import { permanent } from "./errors.ts";

/** The documents a mail attaches: those its `attach` steps have made. Not to be sent while one of them is not there. */
export async function attachmentsOf({ scope, params, facts }: Carrying): Promise<{ attachments?: Attachment[]; documentIds?: string[] }> {
  const steps = Array.isArray(params["attach"]) ? params["attach"] : [];
  if (steps.length === 0) return {};
  const attachments: Attachment[] = [];
  const documentIds: string[] = [];
  for (const step of steps) {
    const { documentId, fileId } = made(facts.steps?.[String(step)]);
    if (!fileId) throw permanent(`The document of step “${String(step)}” to be attached was not made yet. Make it, then retry.`);
    const { name, type, content } = await fileBytes(scope, fileId);
    attachments.push({ name, type, bytes: content });
    if (documentId) documentIds.push(documentId);
  }
  return { attachments, documentIds };
}

function made(gave: Json | undefined): { documentId?: string; fileId?: string } {
  if (!gave || typeof gave !== "object" || Array.isArray(gave)) return {};
  const { documentId, fileId } = gave;
  return { ...(typeof documentId === "string" ? { documentId } : {}), ...(typeof fileId === "string" ? { fileId } : {}) };
}
