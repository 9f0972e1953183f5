import { clock } from "../domain/base/index.ts";
import { usualTemplate } from "../domain/messages/index.ts";
import { type Asked, openRequest, type RequestKind, requestKindOf } from "../domain/requests/index.ts";
import type { RequestStep } from "../engine/definition/types.ts";
import { channelOf, type EffectResult, personById } from "../engine/run/index.ts";
import { after } from "../engine/time/index.ts";
import { type Carrying, contactOf, type EffectActivity, effectActivity } from "./carryOut.ts";
import { mailOtherwise, withoutEmail } from "./otherWays.ts";
import { type Mail, sendMail } from "./sending.ts";
import { sendLinkByText } from "./sendText.ts";

type AskingKind = RequestStep["kind"];
/** A signature has a document behind it and asks in its own way: `requestSignature.ts`. */
type PlainKind = Exclude<AskingKind, "requestSignature">;
/** A step that asks the client: opens the request (the same one, whatever is retried) and sends its link. */
export const asking = (kind: PlainKind): EffectActivity => effectActivity((carrying) => ask(kind, carrying));

async function ask(kind: PlainKind, carrying: Carrying): Promise<EffectResult> {
  const { scope, run, effect, params, version, subject, facts } = carrying;
  const step = version.definition.steps[effect.key.step] as RequestStep;
  const contactId = typeof params["contactId"] === "string" ? params["contactId"] : contactOf(carrying);
  const matterId = subject.matterId ?? facts.matter?.["id"];
  const asked = askedOf(kind, carrying);
  const { requestId, url } = await openRequest(scope, {
    kind: requestKindOf[kind],
    contactId,
    ...(typeof matterId === "string" ? { matterId } : {}),
    ...(subject.occasionId ? { occasionId: subject.occasionId } : {}),
    runId: run._id,
    step: effect.key.step,
    visit: effect.key.visit,
    asked,
    days: daysFor(step),
  });
  return await sendLink(carrying, step, { requestId, url, contactId, kind: requestKindOf[kind], title: asked.title });
}

/** The message with somebody's link: the step's own, or the usual one of its kind. */
export async function sendLink(
  carrying: Carrying,
  step: RequestStep,
  {
    requestId,
    url,
    contactId,
    kind,
    title,
  }: { requestId: string; url: string; contactId: string; kind: RequestKind; title: string | undefined },
): Promise<EffectResult> {
  const { version, facts } = carrying;
  const links = { request: url };
  const person = personById(contactId, facts);
  if (person && channelOf(step, person, facts.firm) === "text")
    return await sendLinkByText(carrying, { contactId, links, asked: kind, reminds: false }, { requestId });
  const template = step.template ?? usualTemplate[step.kind];
  const pinned = version.pins.templates[template];
  const mail: Mail = {
    template,
    ...(pinned ? { templateVersion: pinned } : {}),
    purpose: "transactional",
    contactId,
    links,
    request: { kind, ...(title ? { title } : {}) },
  };
  const otherwise = withoutEmail(carrying, contactId);
  return otherwise ? await mailOtherwise(carrying, otherwise, mail, { requestId }) : await sendMail(carrying, mail, { requestId });
}

function askedOf(kind: PlainKind, { params, version }: Carrying): Asked {
  const text = (name: string) => (typeof params[name] === "string" ? params[name] : undefined);
  switch (kind) {
    case "requestForm": {
      const form = text("form") ?? "";
      const pinned = version.pins.forms[form];
      return { form, ...(pinned ? { version: pinned } : {}) };
    }
    case "requestFiles":
      return { files: params["files"] as unknown as Asked["files"] };
    case "offerAppointment":
      return { type: text("type") };
    default:
      return kind satisfies never;
  }
}

/** A link works as long as the flow waits, and a while longer for late answers. */
export function daysFor(step: RequestStep): number {
  const now = clock.now().getTime();
  const until = after(now, step.giveUpAfter, "UTC");
  return Math.min(730, 60 + (until === null ? 0 : Math.ceil((until - now) / 86_400_000)));
}
