import type { Purpose } from "../engine/definition/types.ts";
import { attachmentsOf } from "./attachments.ts";
import { contactOf, effectActivity } from "./carryOut.ts";
import { linksOf } from "./links.ts";
import { mailOtherwise, withoutEmail } from "./otherWays.ts";
import { type Mail, sendMail } from "./sending.ts";

/** Sends the mail of a `sendEmail` step to one person. */
export const sendEmail = effectActivity(async (carrying) => {
  const { params, version } = carrying;
  const { template, contactId, inReplyTo } = params;
  const pinned = version.pins.templates[String(template)];
  const to = typeof contactId === "string" ? contactId : contactOf(carrying);
  const mail: Mail = {
    template: String(template),
    ...(pinned ? { templateVersion: pinned } : {}),
    purpose: params["purpose"] as Purpose,
    contactId: to,
    ...(await linksOf(carrying, { template: String(template), version: pinned, contactId: to })),
    ...(typeof inReplyTo === "string" ? { inReplyTo } : {}),
    ...(await attachmentsOf(carrying)),
  };
  const otherwise = mail.purpose === "transactional" ? withoutEmail(carrying, to) : null;
  return otherwise ? await mailOtherwise(carrying, otherwise, mail) : await sendMail(carrying, mail);
});
