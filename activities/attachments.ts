import type { Scope } from "../domain/base/index.ts";
import { fileBytes } from "../domain/files/index.ts";
import type { Attachment } from "../domain/messages/index.ts";
import { signedFileOf } from "../domain/signing/index.ts";
import type { Json } from "../engine/run/index.ts";
import type { Carrying } from "./carryOut.ts";
import { permanent, temporary } from "./errors.ts";

/** The documents a mail attaches: those its `attach` steps have made. Not to be sent while one of them is not there. */
export async function attachmentsOf({
  scope,
  params,
  facts,
  version,
}: Carrying): Promise<{ attachments?: Attachment[]; documentIds?: string[] }> {
  const steps = Array.isArray(params["attach"]) ? params["attach"] : [];
  if (steps.length === 0) return {};
  const attachments: Attachment[] = [];
  const documentIds: string[] = [];
  for (const step of steps) {
    const { documentId, fileId } = await finished(scope, version.definition.steps[String(step)]?.kind, made(facts.steps?.[String(step)]));
    if (!fileId) throw permanent(`The document of step “${String(step)}” to be attached was not made yet. Make it, then retry.`);
    const { name, type, content } = await fileBytes(scope, fileId);
    attachments.push({ name, type, bytes: content });
    if (documentId) documentIds.push(documentId);
  }
  return { attachments, documentIds };
}

/** What was signed is attached as its sealed copy, which is made a moment after the last signature. */
async function finished(scope: Scope, kind: string | undefined, gave: ReturnType<typeof made>): Promise<ReturnType<typeof made>> {
  if (kind !== "requestSignature" || !gave.documentId) return gave;
  const sealed = await signedFileOf(scope, gave.documentId);
  if (!sealed) throw temporary("The signed copy is still being made.", 3_000);
  return sealed;
}

function made(gave: Json | undefined): { documentId?: string; fileId?: string } {
  if (!gave || typeof gave !== "object" || Array.isArray(gave)) return {};
  const { documentId, fileId } = gave;
  return { ...(typeof documentId === "string" ? { documentId } : {}), ...(typeof fileId === "string" ? { fileId } : {}) };
}
