import Type from "typebox";
import { acrossFirms, clock, operation, systemScope } from "../base/index.ts";
import { emit } from "../events/index.ts";
import { MessageModel } from "./model.ts";
import { addressOf, fetchesAll, isProgram, linksIn, readTracking } from "./tracking.ts";

export interface Asked {
  method: string;
  agent: string;
  /** `Purpose` or `Sec-Purpose`, as browsers that fetch beforehand say. */
  purpose: string;
}

const found = (messageId: string) =>
  acrossFirms(() => MessageModel.findOne({ _id: messageId, channel: "email" }, { firmId: 1, html: 1, sentAt: 1 }).lean());

/** Where a link of ours leads; null when it is none. A person's first click on it is told to flows. */
export async function followLink(token: string, asked: Asked): Promise<string | null> {
  const read = readTracking("click", token);
  const message = read && (await found(read.messageId));
  const escaped = message && linksIn(message.html)[read.number];
  if (!escaped) return null;
  const address = addressOf(escaped);
  if (!isProgram({ ...asked, sinceSentMs: sinceSent(message) }))
    await noteClick(systemScope(message.firmId, "A click"), { messageId: message._id, link: address.slice(0, 2_000) });
  return address;
}

/** The dot at a message's end was fetched: weak evidence that somebody saw it, where nobody fetches everything. */
export async function noteShown(token: string, asked: Asked): Promise<void> {
  const read = readTracking("open", token);
  const message = read && (await found(read.messageId));
  if (!message || fetchesAll(asked.agent) || isProgram({ ...asked, sinceSentMs: sinceSent(message) })) return;
  await noteOpen(systemScope(message.firmId, "An open"), { messageId: message._id });
}

const sinceSent = ({ sentAt }: { sentAt?: Date }) => clock.now().getTime() - (sentAt?.getTime() ?? clock.now().getTime());

const messageId = Type.String({ maxLength: 60 });

const noteClick = operation({
  name: "messages.click",
  role: "staff",
  input: Type.Object({ messageId, link: Type.String({ maxLength: 2_000 }) }),
  run: async ({ messageId, link }) => {
    const message = await MessageModel.findById(messageId).lean();
    if (!message || message.clicks?.some((one) => one.link === link)) return;
    const at = clock.now();
    const first = message.clickedAt ? {} : { clickedAt: at, counting: "due" as const };
    await MessageModel.updateOne({ _id: messageId }, { $set: first, $push: { clicks: { $each: [{ link, at }], $slice: -100 } } });
    if (!message.contactId) return;
    await emit({
      type: "message.clicked",
      contactId: message.contactId,
      ...(message.matterId ? { matterId: message.matterId } : {}),
      data: { ...(message.step ? { step: message.step } : {}), link, messageId },
    });
  },
});

const noteOpen = operation({
  name: "messages.open",
  role: "staff",
  input: Type.Object({ messageId }),
  run: async ({ messageId }) => {
    await MessageModel.updateOne({ _id: messageId, openedAt: { $exists: false } }, { $set: { openedAt: clock.now() } });
  },
});
