import { ContactModel, nameOf } from "../contacts/index.ts";
import { MessageModel } from "../messages/model.ts";
import { type ReceivedTextRecord, receivedFrom } from "../texts/index.ts";
import type { Names } from "./events.ts";
import type { Reach, StoryLine, Subject } from "./types.ts";

const states = {
  planned: ["waiting", "Planned"],
  held: ["held", "Held"],
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
  return messages.map((message) => {
    const [state, stateWords] = states[message.state];
    const isText = message.channel === "text";
    const from = isText ? "" : `From ${message.from.name}`;
    return {
      id: message._id,
      at: message.sentAt ?? message.createdAt,
      group: "mail" as const,
      kind: isText ? ("text" as const) : ("mail" as const),
      what: `${isText ? "Text" : "Email"} to ${message.to.name || message.to.address}`,
      more: message.subject,
      detail: message.reason && message.state !== "sent" ? message.reason : from,
      text: isText ? withoutLinks(message.text) : opening(message.text),
      state,
      stateWords,
      link: { kind: "message" as const, id: message._id },
    };
  });
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

/** What they texted to the firm; also before anybody knew whose number it is. */
export async function receivedTextLines(subject: Subject, reach: Reach, names: Names): Promise<StoryLine[]> {
  if (!("contactId" in subject)) return [];
  const contact = await ContactModel.findById(subject.contactId).lean();
  if (!contact) return [];
  const name = nameOf(contact);
  names.contacts.set(contact._id, name);
  const texts = await receivedFrom({ contactId: contact._id, phone: contact.phone }, reach);
  return texts.map(({ _id: id, at, text, wish }) => ({
    ...{ id, at, group: "mail" as const, kind: "text" as const, what: `${name} texted`, text },
    ...wishes[wish],
  }));
}
