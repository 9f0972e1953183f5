import { notFound, type Scope, systemScope } from "../base/index.ts";
import { readReturnAddress } from "../messages/returnAddresses.ts";
import { warnOfSpam } from "../messages/warnOfSpam.ts";
import { messageFor, type Received } from "./receive.ts";
import { readSesEvent } from "./sesEvent.ts";
import { confirmSubscription, heardTopics, verifiedSns } from "./sns.ts";
import { takeReport } from "./take.ts";

/**
 * Takes what Amazon SES reports through an SNS topic: mail that came back, complaints, deliveries. It does what the same report by mail does,
 * once. A topic that asks whether its reports are wanted is told yes. Where no topic is named nothing is heard.
 */
export async function receiveSns(body: unknown): Promise<Received | "confirmed"> {
  if (heardTopics().length === 0) throw notFound("This address");
  const posted = await verifiedSns(body);
  if (posted.Type === "SubscriptionConfirmation") {
    await confirmSubscription(posted);
    return "confirmed";
  }
  const event = posted.Type === "Notification" ? readSesEvent(posted.Message) : null;
  if (!event) return "notOurs";
  const address = readReturnAddress(event.source);
  const message = await messageFor(address === null || address === "any" ? null : address.messageId, event.report.messageIds);
  if (!message) return "notOurs";
  const { report, fingerprint } = event;
  const written = {
    from: { name: "Amazon SES", address: "" },
    subject: report.kind,
    text: "said" in report ? report.said : "",
    attached: [],
  };
  const scope: Scope = systemScope(message.firmId, "What came back");
  const { again } = await takeReport(scope, { messageId: message._id, report, written, fingerprint });
  if (report.kind === "complaint") await warnOfSpam(scope);
  return again ? "again" : "taken";
}
