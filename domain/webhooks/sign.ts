import { Webhook } from "standardwebhooks";
import { clock, linkToken } from "../base/index.ts";

/** The firm's own secret for signing calls, as Standard Webhooks writes it. Derived, so that no definition or export ever holds it. */
export const signingSecret = (firmId: string, generation: number): string =>
  `whsec_${Buffer.from(linkToken("webhooks", `${firmId}:${generation}`), "base64url").toString("base64")}`;

/** The three headers of Standard Webhooks: the other side checks with them that it is us, and knows a call that comes again. */
export function signedHeaders(secret: string, id: string, body: string): Record<string, string> {
  const now = clock.now();
  return {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
    "webhook-signature": new Webhook(secret).sign(id, now, body),
  };
}
