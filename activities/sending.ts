import { Context } from "@temporalio/activity";
import { clock } from "../domain/base/index.ts";
import { type DeliverInput, deliverMail } from "../domain/messages/index.ts";
import { claimEffect, freeEffect, settleEffect } from "../domain/runs/index.ts";
import { type EffectResult, flowZone, type JsonObject } from "../engine/run/index.ts";
import type { Carrying } from "./carryOut.ts";
import { permanent, temporary, uncertain } from "./errors.ts";

/** Longer than an attempt to hand over a mail may take, whoever of the two gives up first. */
const leaseMs = (): number => Number(process.env.FIRMFLOW_LEASE_SECONDS ?? 90) * 1000;

type Mail = Pick<
  DeliverInput,
  "template" | "templateVersion" | "links" | "request" | "documentIds" | "attachments" | "inReplyTo" | "calendar"
> & {
  purpose: "transactional" | "marketing";
  contactId: string;
};

/**
 * Sends one mail as an effect (rule 2): claims, hands it over under the Message-ID of its key, writes down what became of it. When nobody
 * knows whether the server took it, a transactional one goes again under the same Message-ID, a marketing one does not.
 */
export async function sendMail(carrying: Carrying, mail: Mail, gives: JsonObject = {}): Promise<EffectResult> {
  const { scope, run, effect, facts, version, subject } = carrying;
  const holder = attemptName();
  const mine = { runId: run._id, key: effect.key, holder };
  const claim = await claimEffect(scope, { ...mine, kind: effect.kind, leaseMs: leaseMs() });
  if (claim.claim === "settled") return claim.result;
  if (claim.claim === "leased")
    throw temporary("Another attempt may still be sending this.", claim.until.getTime() - clock.now().getTime());
  const matterId = subject.matterId ?? facts.matter?.["id"];
  const delivered = await deliverMail(scope, {
    ...mail,
    key: { runId: run._id, ...effect.key },
    claimed: true,
    facts: facts as unknown as Record<string, unknown>,
    zone: flowZone(version.definition, facts),
    ...(typeof matterId === "string" ? { matterId } : {}),
  });
  const at = clock.now().toISOString();
  switch (delivered.status) {
    case "sent": {
      const doubt = delivered.uncertain ? { uncertain: true } : {};
      return await settled({ status: "done", at, data: { ...gives, messageId: delivered.messageId }, ...doubt });
    }
    case "skipped":
      return await settled({ status: "skipped", at, reason: delivered.reason });
    case "uncertain":
      if (!delivered.again)
        return await settled({ status: "done", at, data: { ...gives, messageId: delivered.messageId }, uncertain: true });
      await freeEffect(scope, mine);
      throw uncertain(delivered.reason);
    case "failed":
      await freeEffect(scope, mine);
      throw delivered.kind === "temporary" ? temporary(delivered.reason) : permanent(delivered.reason);
    default:
      return delivered satisfies never;
  }

  async function settled(result: EffectResult): Promise<EffectResult> {
    await settleEffect(scope, { ...mine, result });
    return result;
  }
}

function attemptName(): string {
  const { activityId, attempt, workflowExecution } = Context.current().info;
  return `${workflowExecution?.runId ?? ""}/${activityId}/${attempt}/${process.pid}`;
}
