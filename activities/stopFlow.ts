import { clock } from "../domain/base/index.ts";
import { openRunsOf, tellRun } from "../domain/runs/index.ts";
import { effectActivity } from "./carryOut.ts";

/** Cancels the open runs of another flow for the same subject. */
export const stopFlow = effectActivity(async ({ scope, run, params, subject, facts }) => {
  const flowKey = String(params["flow"]);
  const contactId = subject.contactId ?? facts.contact?.id;
  const open = await openRunsOf(scope, {
    flowKey,
    ...(contactId ? { contactId } : {}),
    ...(subject.matterId ? { matterId: subject.matterId } : {}),
  });
  for (const other of open) {
    if (other !== run._id) await tellRun(scope, other, { do: "cancel", reason: `Stopped by “${run.flowName}”.` });
  }
  return { status: "done", at: clock.now().toISOString(), data: { flow: flowKey, stopped: open.length } };
});
