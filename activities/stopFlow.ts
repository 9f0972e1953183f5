import { clock, DomainError } from "../domain/base/index.ts";
import { openRunsOf, tellRun } from "../domain/runs/index.ts";
import { type Carrying, effectActivity } from "./carryOut.ts";

/** Cancels the open runs of another flow for the same subject. */
export const stopFlow = effectActivity(async (carrying) => {
  const { scope, run, params, subject, facts } = carrying;
  const flowKey = String(params["flow"]);
  const contactId = subject.contactId ?? facts.contact?.id;
  const open = await openRunsOf(scope, { flowKey, subject, ...(contactId ? { contactId } : {}) });
  const others = open.filter((other) => other !== run._id);
  for (const other of others) await stop(carrying, other);
  return { status: "done", at: clock.now().toISOString(), data: { flow: flowKey, stopped: others.length } };
});

/** One that ended by itself a moment ago is stopped already: nobody is asked to see to it. */
async function stop({ scope, run }: Carrying, other: string): Promise<void> {
  try {
    await tellRun(scope, other, { do: "cancel", reason: `Stopped by “${run.flowName}”.` });
  } catch (error) {
    if (!(error instanceof DomainError && error.code === "run-ended")) throw error;
  }
}
