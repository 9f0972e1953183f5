import { notFound, publicScope, type Scope, withScope } from "../base/index.ts";
import { ContactModel } from "../contacts/index.ts";
import { publicFirm, readFirm } from "../firms/index.ts";
import { addressHash } from "./addresses.ts";
import { type OptOut, readOptOut } from "./links.ts";
import { MessageModel } from "./model.ts";
import { optIn, optOut, stoppedTopics } from "./optOut.ts";
import { endPause, pause, pausedUntil } from "./pause.ts";
import { chooseTexts, type TextChoice, textChoice } from "./textChoice.ts";
import { type ToldTopic, topicsSent } from "./topics.ts";

export interface Topic extends ToldTopic {
  on: boolean;
}
export interface Preferences {
  firm: ReturnType<typeof publicFirm>;
  /** Whose address it is; absent when neither the contact nor the message is known any more. */
  address?: string;
  language?: string;
  topics: Topic[];
  /** Whether they get texts; absent where they have no say in it here. */
  texts?: TextChoice;
  /** Set when everything is stopped. */
  stoppedAt?: string;
  /** Set while they want to be left alone for a while. */
  pausedUntil?: string;
  /** When they agreed to get these, where that is known. */
  agreedAt?: string;
}

/** What a link's page shows. Changes nothing. */
export async function showPreferences(token: string): Promise<Preferences> {
  const { link, scope } = opened(token);
  const [firm, person, stopped, topics, paused] = await Promise.all([
    readFirm(scope, {}),
    personOf(scope, link),
    withScope(scope, () => stoppedTopics(link.addressHash)),
    withScope(scope, topicsSent),
    withScope(scope, () => pausedUntil(link.contactId)),
  ]);
  const all = stopped.find((one) => one.topic === "all");
  return {
    firm: publicFirm(firm),
    ...person,
    topics: topics.map((topic) => ({ ...topic, on: !all && !stopped.some((one) => one.topic === topic.key) })),
    ...(all ? { stoppedAt: all.at.toISOString() } : {}),
    ...(paused ? { pausedUntil: paused.toISOString() } : {}),
  };
}

/** RFC 8058 §3.1: the mail program's POST stops everything at once; again changes nothing. */
export async function oneClickOptOut(token: string): Promise<void> {
  const { link, scope } = opened(token);
  const { address } = await personOf(scope, link);
  await optOut(scope, { ...inputOf(link), topic: "all", source: "one click in the email", ...(address ? { address } : {}) });
}

export interface Choice {
  all?: boolean;
  topics?: Record<string, boolean>;
  pause?: boolean;
  texts?: boolean;
  /** Of the page, in which they chose. */
  language?: "en" | "es";
}

/** What the person chose on the page: everything off, everything back, topic by topic, texts, or nothing for a while. */
export async function changePreferences(token: string, choice: Choice): Promise<Preferences> {
  const { link, scope } = opened(token);
  const { address, texts } = await personOf(scope, link);
  const input = { ...inputOf(link), source: "their preference page", ...(address ? { address } : {}) };
  // "Stop all of these" stands below texts too; being put back is for emails alone, for texts they tick it themselves.
  const texted = choice.all === false ? false : choice.texts;
  if (texts && texted !== undefined) await chooseTexts(scope, link.contactId, texted, choice.language ?? "en");
  if (choice.all === false) await optOut(scope, { ...input, topic: "all" });
  if (choice.all === true || Object.values(choice.topics ?? {}).some(Boolean)) await optIn(scope, { ...input, topic: "all" });
  const known = new Set((await withScope(scope, topicsSent)).map((topic) => topic.key));
  for (const [topic, on] of Object.entries(choice.topics ?? {})) {
    if (known.has(topic)) await (on ? optIn : optOut)(scope, { ...input, topic });
  }
  if (choice.pause !== undefined) await (choice.pause ? pause : endPause)(scope, link.contactId);
  return await showPreferences(token);
}

function opened(token: string): { link: OptOut; scope: Scope } {
  const link = readOptOut(token);
  if (!link) throw notFound("This link");
  return { link, scope: publicScope(link.firmId, link.contactId, "By their link") };
}

const inputOf = ({ addressHash: hash, contactId }: OptOut) => ({ addressHash: hash, contactId });

/** The address itself, found where it is still kept: the contact, else a message sent to it. */
async function personOf(scope: Scope, link: OptOut): Promise<Pick<Preferences, "address" | "language" | "agreedAt" | "texts">> {
  return await withScope(scope, async () => {
    const contact = await ContactModel.findOne({ _id: link.contactId }, { email: 1, phone: 1, language: 1, consent: 1 }).lean();
    if (contact?.email && addressHash(contact.email) === link.addressHash) {
      const { given, at } = contact.consent.email ?? {};
      const texts = await textChoice(contact);
      const known = { ...(given && at ? { agreedAt: new Date(at).toISOString() } : {}), ...(texts ? { texts } : {}) };
      return { address: contact.email, language: contact.language, ...known };
    }
    const sent = await MessageModel.findOne({ contactId: link.contactId, purpose: "marketing" }, { to: 1, language: 1 })
      .sort({ createdAt: -1 })
      .lean();
    return sent && addressHash(sent.to.address) === link.addressHash ? { address: sent.to.address, language: sent.language } : {};
  });
}
