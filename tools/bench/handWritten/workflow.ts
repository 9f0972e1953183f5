import { proxyActivities, proxyLocalActivities, sleep, workflowInfo } from "@temporalio/workflow";
import type { EffectRequest } from "../../../domain/runs/protocol.ts";
import type { EffectResult } from "../../../engine/run/types.ts";
import type { JournalRequest } from "./activities.ts";

const { journal } = proxyLocalActivities<{ journal(request: JournalRequest): Promise<void> }>({ startToCloseTimeout: "15 seconds" });

/** What somebody would write by hand instead of drawing it: a delay, a mail, and a journal line after each. */
export async function handWritten(request: Omit<EffectRequest, "effect">, times: number): Promise<void> {
  const { sendEmail } = proxyActivities<{ sendEmail(request: EffectRequest): Promise<EffectResult> }>({
    taskQueue: `${workflowInfo().taskQueue}-mail`,
    startToCloseTimeout: "60 seconds",
    heartbeatTimeout: "20 seconds",
  });
  let tick = 0;
  for (let at = 1; at <= times; at++) {
    await sleep(1000);
    await journal({ ...request, tick: tick++, what: "woke", step: `wait${at}` });
    const plannedAt = new Date(Date.now()).toISOString();
    const params = { template: "welcome", purpose: "transactional" };
    const effect = { key: { step: `mail${at}`, visit: 1, part: "send" }, kind: "sendEmail" as const, params, plannedAt };
    await sendEmail({ ...request, effect });
    await journal({ ...request, tick: tick++, what: "sent", step: `mail${at}` });
  }
}
