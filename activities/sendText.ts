import { type AskedByText, type DeliverText, deliverText } from "../domain/texts/index.ts";
import type { Purpose } from "../engine/definition/types.ts";
import type { EffectResult, JsonObject } from "../engine/run/index.ts";
import { approvedMessage } from "./approved.ts";
import { type Carrying, contactOf, effectActivity } from "./carryOut.ts";
import { type Message, messageOf, sendOnce } from "./sending.ts";

/** Sends the text of a `sendText` step to one person. */
export const sendText = effectActivity(async (carrying) => {
  const { params } = carrying;
  const contactId = typeof params["contactId"] === "string" ? params["contactId"] : contactOf(carrying);
  const message = { purpose: params["purpose"] as Purpose, contactId };
  const says = { text: String(params["text"] ?? "") };
  return await sendApprovedText(carrying, message, {}, { says });
});

/** As somebody approved it, where that was asked for. */
export function sendApprovedText(
  carrying: Carrying,
  message: Message,
  gives: JsonObject,
  more: Pick<DeliverText, "says" | "links">,
): Promise<EffectResult> {
  return sendOnce(carrying, message, gives, async (beforeLeaving) => {
    const found = await approvedMessage(carrying, message.contactId, "text");
    const approved = found ? { approved: { body: found.text, language: found.language, values: found.values } } : {};
    return await deliverText(carrying.scope, { ...messageOf(carrying), ...message, ...more, ...approved, beforeLeaving });
  });
}

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
  return sendApprovedText(carrying, message, gives, { links, says: { asked, reminds } });
}
