import { clock, withScope } from "../domain/base/index.ts";
import { latestMessageVersion, usualTemplate } from "../domain/messages/index.ts";
import { requestKindOf, requestState } from "../domain/requests/index.ts";
import type { RequestStep } from "../engine/definition/types.ts";
import { channelOf, personById } from "../engine/run/index.ts";
import { contactOf, effectActivity } from "./carryOut.ts";
import { permanent } from "./errors.ts";
import { mailOtherwise, withoutEmail } from "./otherWays.ts";
import { type Mail, sendMail } from "./sending.ts";
import { sendLinkByText } from "./sendText.ts";

/** Reminds one person of a request, unless it has been answered meanwhile. A step's own message may have a reminder beside it: `<key>-reminder`. */
export const remind = effectActivity(async (carrying) => {
  const { scope, params, effect, version, facts } = carrying;
  const { requestId, number, of } = params;
  const step = version.definition.steps[effect.key.step] as RequestStep;
  if (typeof requestId !== "string") throw permanent("There is no request to remind of. Skip this reminder.");
  const { state, url } = await requestState(scope, { requestId });
  if (state !== "open") return { status: "skipped", at: clock.now().toISOString(), reason: "Answered meanwhile." };
  const contactId = typeof params["contactId"] === "string" ? params["contactId"] : contactOf(carrying);
  const links = { request: url };
  const person = personById(contactId, facts);
  if (person && channelOf(step, person, facts.firm) === "text")
    return await sendLinkByText(carrying, { contactId, links, asked: requestKindOf[step.kind], reminds: true });
  const own = step.template ? `${step.template}-reminder` : null;
  const template = own && (await withScope(scope, () => latestMessageVersion(own))) ? own : `${usualTemplate[step.kind]}-reminder`;
  const mail: Mail = { template, purpose: "transactional", contactId, links, request: { reminder: number ?? 1, of: of ?? 1 } };
  const otherwise = withoutEmail(carrying, contactId);
  return otherwise ? await mailOtherwise(carrying, otherwise, mail) : await sendMail(carrying, mail);
});
