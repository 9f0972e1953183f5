import { clock } from "../domain/base/index.ts";
import { type Delivered, type DeliverInput, deliverMail } from "../domain/messages/index.ts";
import { type EffectResult, flowZone, type JsonObject } from "../engine/run/index.ts";
import { approvedMessage } from "./approved.ts";
import type { Carrying } from "./carryOut.ts";
import { claimingMessage } from "./claiming.ts";
import { permanent, temporary, uncertain } from "./errors.ts";

export type Mail = Pick<
  DeliverInput,
  "template" | "templateVersion" | "links" | "request" | "documentIds" | "attachments" | "inName" | "conversation" | "calendar"
> &
  Message;
export interface Message {
  purpose: "transactional" | "marketing";
  contactId: string;
}

/**
 * Sends one mail as an effect (rule 2): claims, hands it over under the Message-ID of its key, writes down what became of it. When nobody
 * knows whether the server took it, a transactional one goes again under the same Message-ID, a marketing one does not.
 */
export const sendMail = (carrying: Carrying, mail: Mail, gives: JsonObject = {}): Promise<EffectResult> =>
  sendOnce(carrying, mail, gives, async (beforeLeaving) => {
    const approved = await approvedMessage(carrying, mail.contactId, "email");
    return await deliverMail(carrying.scope, { ...mail, ...messageOf(carrying), beforeLeaving, ...(approved ? { approved } : {}) });
  });

/** What every message of a run is delivered with. */
export function messageOf({ run, effect, facts, version, subject }: Carrying) {
  const matterId = subject.matterId ?? facts.matter?.["id"];
  return {
    key: { runId: run._id, ...effect.key },
    claimed: true,
    facts: facts as unknown as Record<string, unknown>,
    zone: flowZone(version.definition, facts),
    flowKey: run.flowKey,
    ...(typeof matterId === "string" ? { matterId } : {}),
  };
}

/** Delivers under the effect's claim and the firm's cap, and says what came of it. */
export function sendOnce(
  carrying: Carrying,
  message: Message,
  gives: JsonObject,
  deliver: (beforeLeaving: () => Promise<void>) => Promise<Delivered>,
): Promise<EffectResult> {
  return claimingMessage(carrying, message, async ({ settled, free, giveBack, stillOurs }) => {
    const delivered = await deliver(stillOurs);
    const at = clock.now().toISOString();
    switch (delivered.status) {
      case "sent": {
        const doubt = delivered.uncertain ? { uncertain: true } : {};
        return await settled({ status: "done", at, data: { ...gives, messageId: delivered.messageId }, ...doubt });
      }
      case "skipped":
        await giveBack();
        return await settled({ status: "skipped", at, reason: delivered.reason });
      case "uncertain":
        if (!delivered.again)
          return await settled({ status: "done", at, data: { ...gives, messageId: delivered.messageId }, uncertain: true });
        await free();
        throw uncertain(delivered.reason);
      case "failed":
        await giveBack();
        await free();
        throw delivered.kind === "temporary" ? temporary(delivered.reason) : permanent(delivered.reason);
      default:
        return delivered satisfies never;
    }
  });
}
