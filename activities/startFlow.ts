import { clock, withScope } from "../domain/base/index.ts";
import { flowByKey } from "../domain/flows/index.ts";
import { enrolAndStart, performOnce } from "../domain/runs/index.ts";
import type { RunSubject } from "../engine/run/index.ts";
import { type Carrying, contactOf, effectActivity, matterOf } from "./carryOut.ts";
import { permanent } from "./errors.ts";

/** Starts another flow for the same subject and does not wait for it. This effect is the occasion of the start: it starts one. */
export const startFlow = effectActivity(async (carrying) => {
  const { scope, run, effect, params } = carrying;
  const flowKey = String(params["flow"]);
  const flow = await withScope(scope, () => flowByKey(flowKey));
  const { step, visit } = effect.key;
  const enrolled = await enrolAndStart(scope, {
    flowKey,
    subject: subjectFor(carrying, flow.subject),
    occurrence: `${run._id}/${step}/${visit}`,
    causes: scope.causes ?? [],
  });
  const at = clock.now().toISOString();
  const data = { flow: flowKey, run: enrolled.runId ?? null, became: enrolled.became };
  return await performOnce(scope, { runId: run._id, key: effect.key, kind: effect.kind, act: async () => ({ status: "done", at, data }) });
});

function subjectFor(carrying: Carrying, kind: RunSubject["kind"]): RunSubject {
  if (kind === "contact") return { kind, contactId: contactOf(carrying) };
  if (kind === "matter") return { kind, matterId: matterOf(carrying) };
  const { occasionId } = carrying.subject;
  if (!occasionId) throw permanent("The flow to be started is about an occasion, and this run has none. Skip this step.");
  return { kind, occasionId, ...(carrying.subject.matterId ? { matterId: carrying.subject.matterId } : {}) };
}
