import type { SendEmail } from "../../engine/definition/types.ts";
import { isOtherwise } from "../../engine/run/index.ts";
import type { PersonFacts } from "../../engine/run/types.ts";
import { invalidField, withScope } from "../base/index.ts";
import {
  asLetterTo,
  type ComposeInput,
  composeMail,
  conversationOf,
  filledVariant,
  laterLinks,
  linkFieldsOf,
  literally,
  picturesFor,
  postalAddressOf,
  usualTemplate,
  type Variant,
} from "../messages/index.ts";
import { requestKindOf } from "../requests/index.ts";
import { type ComposedText, composeText } from "../texts/index.ts";
import type { Looking } from "./contents.ts";
import type { ApprovedMessage } from "./model.ts";

/** The mail of a step as it would leave now; links that are made at sending have their places. */
export async function composedMail(looking: Looking, person: PersonFacts, title?: string): Promise<ApprovedMessage> {
  return mailOf(looking, person, await composeMail(looking.scope, await inputFor(looking, person, title)));
}

/** Its blocks, filled in, to be changed. */
export async function variantToEdit(looking: Looking, person: PersonFacts, title?: string): Promise<Variant> {
  return await filledVariant(looking.scope, await inputFor(looking, person, title));
}

/** The same mail with what the approver made of its blocks. */
export async function editedMail(
  looking: Looking,
  person: PersonFacts,
  before: ApprovedMessage,
  variant: Variant,
): Promise<ApprovedMessage> {
  const { language, topic, template } = before;
  const letter = { name: looking.step.name ?? looking.stepId, variant: literally(variant), language, topic };
  const composed = await composeMail(looking.scope, { ...(await inputFor(looking, person)), template: letter });
  return { ...mailOf(looking, person, composed), ...(template ? { template } : {}), edited: true };
}

async function inputFor(looking: Looking, person: PersonFacts, title?: string): Promise<ComposeInput> {
  const { scope, step, version, zone } = looking;
  const facts = looking.facts as unknown as Record<string, unknown>;
  const template = templateOf(looking);
  const templateVersion = version.pins.templates[template];
  const { pictures } = await picturesFor(scope, facts);
  const kind = step.kind in requestKindOf ? requestKindOf[step.kind as keyof typeof requestKindOf] : undefined;
  return {
    template,
    ...(templateVersion ? { templateVersion } : {}),
    purpose: "purpose" in step ? step.purpose : "transactional",
    recipient: isOtherwise(step, person, looking.facts.firm) ? asLetterTo(person) : person,
    facts,
    zone,
    pictures,
    links: laterLinks(await withScope(scope, () => linkFieldsOf(template, templateVersion))),
    ...(step.kind === "sendEmail" ? await saidInStep(looking, step, person) : {}),
    ...(kind ? { request: { kind, ...(title ? { title: title.replace(/\.(pdf|docx)$/i, "") } : {}) } } : {}),
  };
}

/** In whose name it goes, and the conversation it continues. */
async function saidInStep(
  { scope, run }: Looking,
  { from, thread }: SendEmail,
  { id: contactId }: PersonFacts,
): Promise<Pick<ComposeInput, "inName" | "conversation">> {
  const conversation = thread && (await withScope(scope, () => conversationOf({ runId: run._id, step: thread, contactId })));
  return { ...(from === "firm" ? { inName: from } : {}), ...(conversation ? { conversation } : {}) };
}

function templateOf({ step }: Looking): string {
  if ("template" in step && step.template) return step.template;
  if (step.kind in usualTemplate) return usualTemplate[step.kind as keyof typeof usualTemplate];
  throw invalidField("/what", "This step sends no message. Choose another one in the approval.");
}

function mailOf({ step, facts }: Looking, person: PersonFacts, composed: Awaited<ReturnType<typeof composeMail>>): ApprovedMessage {
  const { headers: _headers, ...mail } = composed;
  if (!isOtherwise(step, person, facts.firm)) return { ...mail, contactId: person.id, channel: "email" };
  return { ...mail, to: { ...mail.to, address: postalAddressOf(person) }, contactId: person.id, channel: "letter" };
}

/** The text of a step as it would leave now, or as the approver wrote it. */
export async function composedText(looking: Looking, person: PersonFacts, written?: string): Promise<ApprovedMessage> {
  const { scope, step, facts, zone } = looking;
  const asked = step.kind in requestKindOf ? requestKindOf[step.kind as keyof typeof requestKindOf] : undefined;
  const own = step.kind === "sendText" ? step.text : "";
  const says = written !== undefined ? { text: literally(written) } : asked ? { asked, reminds: false } : { text: own };
  const composed = await composeText(scope, {
    says,
    purpose: step.kind === "sendText" ? step.purpose : "transactional",
    recipient: person,
    facts: facts as unknown as Record<string, unknown>,
    links: laterLinks([]),
    zone,
  });
  return { ...textOf(person, composed), ...(written !== undefined ? { edited: true } : {}) };
}

const textOf = (person: PersonFacts, { body, language, values, to, from }: ComposedText): ApprovedMessage => ({
  contactId: person.id,
  channel: "text",
  to,
  from,
  subject: "",
  html: "",
  text: body,
  language,
  topic: "",
  values,
});
