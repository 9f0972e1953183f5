import { makeDocument, noteDocument } from "../domain/documents/index.ts";
import { askToSign } from "../domain/signing/index.ts";
import type { RequestStep } from "../engine/definition/types.ts";
import { approvedDocument } from "./approved.ts";
import { daysFor, sendLink } from "./asking.ts";
import { type Carrying, contactOf, effectActivity } from "./carryOut.ts";

/**
 * Asks one person to sign: the document was made by an earlier step, or is made from its template now, once for everyone asked. Each has
 * a link of their own; the document counts as sent with the first mail that leaves.
 */
export const requestSignature = effectActivity(async (carrying) => {
  const { scope, run, effect, params, version, subject, facts } = carrying;
  const step = version.definition.steps[effect.key.step] as RequestStep;
  const contactId = typeof params["contactId"] === "string" ? params["contactId"] : contactOf(carrying);
  const matterId = subject.matterId ?? facts.matter?.["id"];
  const documentId = typeof params["documentId"] === "string" ? params["documentId"] : await made(carrying);
  const asking = typeof params["asking"] === "number" ? params["asking"] : effect.key.visit;
  const signers = Array.isArray(params["signers"]) ? params["signers"].map(String) : [contactId];
  const { requestId, url, title } = await askToSign(scope, {
    documentId,
    contactId,
    signers,
    complete: step.complete ?? "all",
    ...(typeof matterId === "string" ? { matterId } : {}),
    ...(subject.occasionId ? { occasionId: subject.occasionId } : {}),
    run: { runId: run._id, step: effect.key.step, visit: effect.key.visit, asking },
    days: daysFor(step),
  });
  const sent = await sendLink(carrying, step, { requestId, url, contactId, kind: "signature", title });
  if (sent.status === "done") await noteDocument(scope, { documentId, what: "sent" });
  return sent;
});

/** Where the step names a template: made for the main contact, under the asking, so that everyone signs the same file. */
async function made(carrying: Carrying): Promise<string> {
  const { scope, run, effect, params, version, subject, facts } = carrying;
  const template = String(params["document"]);
  const pinned = version.pins.documents[template];
  const matterId = subject.matterId ?? facts.matter?.["id"];
  const { documentId } = await makeDocument(scope, {
    template,
    ...(pinned ? { templateVersion: pinned } : {}),
    as: "pdf",
    facts: facts as unknown as Record<string, unknown>,
    ...(await approvedDocument(carrying)),
    ...(typeof matterId === "string" ? { matterId } : {}),
    runId: run._id,
    step: effect.key.step,
    visit: typeof params["asking"] === "number" ? params["asking"] : effect.key.visit,
    part: "document",
  });
  return documentId;
}
