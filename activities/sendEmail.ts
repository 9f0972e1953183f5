import { conversationOf } from "../domain/messages/index.ts";
import type { Purpose } from "../engine/definition/types.ts";
import { attachmentsOf } from "./attachments.ts";
import { type Carrying, contactOf, effectActivity } from "./carryOut.ts";
import { linksOf } from "./links.ts";
import { mailOtherwise, withoutEmail } from "./otherWays.ts";
import { type Mail, sendMail } from "./sending.ts";

/** Sends the mail of a `sendEmail` step to one person. */
export const sendEmail = effectActivity(async (carrying) => {
  const { params, version } = carrying;
  const { template, contactId } = params;
  const pinned = version.pins.templates[String(template)];
  const to = typeof contactId === "string" ? contactId : contactOf(carrying);
  const mail: Mail = {
    template: String(template),
    ...(pinned ? { templateVersion: pinned } : {}),
    purpose: params["purpose"] as Purpose,
    contactId: to,
    ...(await linksOf(carrying, { template: String(template), version: pinned, contactId: to })),
    ...(params["from"] === "firm" ? { inName: "firm" } : {}),
    ...(await continued(carrying, to)),
    ...(await attachmentsOf(carrying)),
  };
  const otherwise = mail.purpose === "transactional" ? withoutEmail(carrying, to) : null;
  return otherwise ? await mailOtherwise(carrying, otherwise, mail) : await sendMail(carrying, mail);
});

/** The email of the step it follows, as it reached this person. */
async function continued({ run, params }: Carrying, contactId: string): Promise<Pick<Mail, "conversation">> {
  const { thread } = params;
  const conversation = typeof thread === "string" ? await conversationOf({ runId: run._id, step: thread, contactId }) : null;
  return conversation ? { conversation } : {};
}
