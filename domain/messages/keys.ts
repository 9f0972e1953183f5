import { createHash } from "node:crypto";

/** What a message is, so that it leaves once: the effect of a run, or the sender's own name for it (`appointment:app_1:confirmed:2`). */
export type MessageKey = { runId: string; step: string; visit: number; part: string } | { own: string };

export const keyText = (key: MessageKey): string => ("own" in key ? key.own : `${key.runId}/${key.step}/${key.visit}/${key.part}`);

/** The Message-ID (RFC 5322 §3.6.4) of a message: the same at every attempt, telling nothing about anybody. */
export function messageIdOf(firmId: string, key: MessageKey, domain: string): string {
  const digest = createHash("sha256")
    .update(`${firmId}\n${keyText(key)}`)
    .digest("hex")
    .slice(0, 32);
  return `<${digest}@${domain}>`;
}
