import type { Stored } from "../base/index.ts";
import { ContactModel, type ContactRecord, nameOf } from "../contacts/index.ts";
import { ReceivedMailModel, type ReceivedMailRecord } from "../incoming/model.ts";
import { MatterModel } from "../matters/index.ts";
import { neededNoMore } from "../messages/letters.ts";
import { MessageModel, type MessageRecord } from "../messages/model.ts";
import { type ReceivedTextRecord, receivedFrom } from "../texts/index.ts";
import type { Names } from "./events.ts";
import type { Reach, StoryLine, Subject } from "./types.ts";

const states = {
  planned: ["waiting", "Planned"],
  held: ["held", "Held"],
  toPost: ["waiting", "To be posted"],
  sending: ["waiting", "Leaving"],
  sent: ["done", "Sent"],
  uncertain: ["attention", "Perhaps sent"],
  skipped: ["held", "Not sent"],
  failed: ["attention", "Not delivered"],
} as const;

/** What the firm wrote: emails with how they begin, texts whole. */
export async function messageLines(subject: Subject, { before, limit }: Reach): Promise<StoryLine[]> {
  const messages = await MessageModel.find({ ...subject, createdAt: { $lt: before } }, { html: 0, values: 0 })
    .sort({ createdAt: -1 })
    .limit(limit)
    .lean();
  return messages.map(lineOf);
}

const named = { email: "Email", text: "Text", letter: "Letter" } as const;

function lineOf(message: Omit<Stored<MessageRecord>, "html" | "values">): StoryLine {
  const { _id: id, channel, to, subject, reason, sentAt, createdAt } = message;
  const [state, stateWords] = states[message.state];
  const isText = channel === "text";
  const isPosted = channel === "letter" && message.state === "sent";
  const from = isText ? "" : `From ${message.from.name}`;
  return {
    id,
    at: sentAt ?? createdAt,
    group: "mail",
    kind: isText ? "text" : "mail",
    what: `${named[channel]} to ${to.name || to.address}`,
    more: subject,
    // Of mail and texts that were sent the reason is what a server answered; of a letter, when it was posted and by whom.
    detail: reason && (isPosted || message.state !== "sent") ? reason : from,
    text: isText ? withoutLinks(message.text) : opening(message.text),
    state,
    stateWords: isPosted ? "Posted" : reason === neededNoMore ? "Not needed any more" : stateWords,
    link: { kind: "message", id },
  };
}

/** A client's own link opens what is theirs alone: it is not for everybody who reads along. */
export const withoutLinks = (text: string): string => text.replace(/https?:\/\/\S+/g, "(link)");

/** The first lines of an email, ended at a word. */
function opening(text: string): string {
  const shown = withoutLinks(text).replace(/:\n\(link\)/g, ": (link)");
  if (shown.length <= longestOpening) return shown;
  return `${shown.slice(0, longestOpening).replace(/\s+\S*$/, "")} …`;
}
const longestOpening = 280;

const wishes: Record<ReceivedTextRecord["wish"], Pick<StoryLine, "state" | "stateWords">> = {
  reply: {},
  stop: { state: "held", stateWords: "No texts any more" },
  start: { state: "done", stateWords: "Texts again" },
  help: { state: "plain", stateWords: "Asked for help" },
};

/** What they texted to the firm; also before anybody knew whose number it is. Of a matter: what its people texted since it was opened. */
export async function receivedTextLines(subject: Subject, reach: Reach, names: Names): Promise<StoryLine[]> {
  const { contacts, since } = await textersOf(subject);
  const lines = new Map<string, StoryLine>();
  for (const contact of contacts) {
    const name = nameOf(contact);
    names.contacts.set(contact._id, name);
    for (const { _id: id, at, text, wish } of await receivedFrom({ contactId: contact._id, phone: contact.phone }, reach)) {
      // Of two who share a phone, a text is told once.
      if (lines.has(id) || at < since) continue;
      lines.set(id, { ...{ id, at, group: "mail", kind: "text", what: `${name} texted`, text }, ...wishes[wish] });
    }
  }
  return [...lines.values()];
}

/** What they answered by email: told where the message it answers is, on the person's page and the matter's. */
export async function receivedMailLines(subject: Subject, { before, limit }: Reach, names: Names): Promise<StoryLine[]> {
  const rows = (await ReceivedMailModel.find({ ...subject, at: { $lt: before } })
    .sort({ at: -1 })
    .limit(limit)
    .lean()) as Stored<ReceivedMailRecord>[];
  const answers = rows.filter((one) => one.answer);
  const ids = [...new Set(answers.flatMap((one) => one.contactId ?? []))].filter((id) => !names.contacts.has(id));
  if (ids.length) for (const one of await ContactModel.find({ _id: { $in: ids } }).lean()) names.contacts.set(one._id, nameOf(one));
  return answers.map(({ _id: id, at, contactId, from, subject: about, text, attached, messageId }) => ({
    id,
    at,
    group: "mail",
    kind: "mail",
    what: `${names.contacts.get(contactId ?? "") ?? (from.name || from.address)} replied`,
    more: about,
    ...(attached.length ? { detail: `Attached: ${attached.join(", ")}` } : {}),
    text: text.length > longestAnswer ? `${text.slice(0, longestAnswer).replace(/\s+\S*$/, "")} …` : text,
    link: { kind: "message", id: messageId },
  }));
}
/** The rest is read with the message it answers. */
const longestAnswer = 2_000;

async function textersOf(subject: Subject): Promise<{ contacts: Stored<ContactRecord>[]; since: Date }> {
  const read = async (ids: string[]) => (await ContactModel.find({ _id: { $in: ids } }).lean()) as Stored<ContactRecord>[];
  if ("contactId" in subject) return { contacts: await read([subject.contactId]), since: new Date(0) };
  const matter = await MatterModel.findById(subject.matterId, { people: 1, openedAt: 1 }).lean();
  if (!matter) return { contacts: [], since: new Date(0) };
  return { contacts: await read(matter.people.map((one) => one.contactId)), since: matter.openedAt };
}
