import { clock } from "../domain/base/index.ts";
import { makeDocument as make } from "../domain/documents/index.ts";
import { approvedDocument } from "./approved.ts";
import { effectActivity } from "./carryOut.ts";

/** Merges facts into a document template. Made once for a step's visit, whatever is retried. */
export const makeDocument = effectActivity(async (carrying) => {
  const { scope, run, effect, params, facts, subject, version } = carrying;
  const template = String(params["template"]);
  const pinned = version.pins.documents[template];
  const matterId = subject.matterId ?? facts.matter?.["id"];
  const made = await make(scope, {
    template,
    ...(pinned ? { templateVersion: pinned } : {}),
    as: params["as"] === "docx" ? "docx" : "pdf",
    facts: facts as unknown as Record<string, unknown>,
    ...(typeof params["fileAs"] === "string" ? { fileAs: params["fileAs"] } : {}),
    ...(typeof params["contactId"] === "string" ? { contactId: params["contactId"] } : {}),
    ...(typeof matterId === "string" ? { matterId } : {}),
    ...(await approvedDocument(carrying)),
    runId: run._id,
    ...effect.key,
  });
  return { status: "done", at: clock.now().toISOString(), data: { ...made, template } };
});
