import { type AskedByText, deliverText } from "../domain/texts/index.ts";
import type { Purpose } from "../engine/definition/types.ts";
import type { EffectResult, JsonObject } from "../engine/run/index.ts";
import { type Carrying, contactOf, effectActivity } from "./carryOut.ts";
import { messageOf, sendOnce } from "./sending.ts";

/** Sends the text of a `sendText` step to one person. */
export const sendText = effectActivity(async (carrying) => {
  const { params } = carrying;
  const contactId = typeof params["contactId"] === "string" ? params["contactId"] : contactOf(carrying);
  const message = { purpose: params["purpose"] as Purpose, contactId };
  const says = { text: String(params["text"] ?? "") };
  return await sendOnce(carrying, message, {}, () => deliverText(carrying.scope, { ...messageOf(carrying), ...message, says }));
});

interface LinkByText {
  contactId: string;
  links: { request: string };
  asked: AskedByText;
  reminds: boolean;
}

/** Sends a request's link, or a reminder of it, as a text. */
export function sendLinkByText(carrying: Carrying, link: LinkByText, gives: JsonObject = {}): Promise<EffectResult> {
  const { contactId, links, asked, reminds } = link;
  const message = { purpose: "transactional" as const, contactId };
  const input = { ...messageOf(carrying), ...message, links, says: { asked, reminds } };
  return sendOnce(carrying, message, gives, () => deliverText(carrying.scope, input));
}
