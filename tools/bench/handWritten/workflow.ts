import { proxyActivities, proxyLocalActivities, sleep, workflowInfo } from "@temporalio/workflow";
import type { EffectAnswer, EffectRequest } from "../../../domain/runs/protocol.ts";
import type { JournalRequest } from "./activities.ts";

const { journal } = proxyLocalActivities<{ journal(request: JournalRequest): Promise<void> }>({ startToCloseTimeout: "15 seconds" });

type HandRequest = Pick<EffectRequest, "firmId" | "runId" | "flowKey"> & { contactId: string };
/** The activity only sends: it never takes the result for a run, of which there is none here. */
const alone = { tick: -1, inputId: "" };

/** What somebody would write by hand instead of drawing it: a delay, a mail, and a journal line after each. */
export async function handWritten({ contactId, ...request }: HandRequest, times: number): Promise<void> {
  const { sendEmail } = proxyActivities<{ sendEmail(request: EffectRequest): Promise<EffectAnswer> }>({
    taskQueue: `${workflowInfo().taskQueue}-mail`,
    startToCloseTimeout: "60 seconds",
    heartbeatTimeout: "20 seconds",
  });
  let tick = 0;
  for (let at = 1; at <= times; at++) {
    await sleep(1000);
    await journal({ ...request, tick: tick++, what: "woke", step: `wait${at}` });
    const plannedAt = new Date(Date.now()).toISOString();
    const params = { template: "welcome", purpose: "transactional", contactId };
    const effect = { key: { step: `mail${at}`, visit: 1, part: "send" }, kind: "sendEmail" as const, params, plannedAt };
    const sent = await sendEmail({ ...request, effect, ...alone });
    if (sent.result.status !== "done") throw new Error(`The mail was not sent: ${sent.result.status}`);
    await journal({ ...request, tick: tick++, what: "sent", step: `mail${at}` });
  }
}
