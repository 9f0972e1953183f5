import Type from "typebox";
import { acrossFirms, clock, type FirmId, operation, type Stored, systemScope } from "../base/index.ts";
import { emit } from "../events/index.ts";
import { MessageModel, type MessageRecord } from "./model.ts";
import { addressOf, byPersons, fetchesAll, isJudgedAfter, isProgram, linksIn, readTracking } from "./tracking.ts";

export interface Asked {
  method: string;
  agent: string;
  /** `Purpose` or `Sec-Purpose`, as browsers that fetch beforehand say. */
  purpose: string;
}

const found = (messageId: string) =>
  acrossFirms(() => MessageModel.findOne({ _id: messageId, channel: "email" }, { firmId: 1, html: 1, sentAt: 1, createdAt: 1 }).lean());

/** Where a link of ours leads; null when it is none. A person's first click on it is told to flows, a moment later (`judgeClicks`). */
export async function followLink(token: string, asked: Asked): Promise<string | null> {
  const read = readTracking("click", token);
  const message = read && (await found(read.messageId));
  const escaped = message && linksIn(message.html)[read.number];
  if (!escaped) return null;
  const address = addressOf(escaped);
  if (!isProgram({ ...asked, sinceSentMs: sinceSent(message) }))
    await noteFollowed(clickScope(message.firmId), { messageId: message._id, number: read.number, link: address.slice(0, 2_000) });
  return address;
}

/** The dot at a message's end was fetched: weak evidence that somebody saw it, where nobody fetches everything. */
export async function noteShown(token: string, asked: Asked): Promise<void> {
  const read = readTracking("open", token);
  const message = read && (await found(read.messageId));
  if (!message || fetchesAll(asked.agent) || isProgram({ ...asked, sinceSentMs: sinceSent(message) })) return;
  await noteOpen(systemScope(message.firmId, "An open"), { messageId: message._id });
}

/** Of one that was perhaps sent nobody knows when it left. */
const sinceSent = ({ sentAt, createdAt }: { sentAt?: Date; createdAt: Date }) => clock.now().getTime() - (sentAt ?? createdAt).getTime();

const messageId = Type.String({ maxLength: 60 });
const clickScope = (firmId: FirmId) => systemScope(firmId, "A click");

const noteFollowed = operation({
  name: "messages.follow",
  role: "staff",
  input: Type.Object({ messageId, number: Type.Integer(), link: Type.String({ maxLength: 2_000 }) }),
  run: async ({ messageId, ...which }) => {
    const message = await MessageModel.findById(messageId, { clicks: 1 }).lean();
    if (!message || message.clicks?.some((one) => one.link === which.link)) return;
    const at = clock.now();
    const followed = { $each: [{ ...which, at }], $slice: -100 };
    await MessageModel.updateOne({ _id: messageId }, { $push: { followed }, $set: { judgeAt: isJudgedAfter(at) } });
  },
});

/** Counts what persons followed, once it is known that nobody asked for all links at once. Any worker may: each click counts once. */
export async function judgeClicks(onError: (error: unknown) => void): Promise<void> {
  const due = await acrossFirms(() =>
    MessageModel.find({ judgeAt: { $lte: clock.now() } }, { firmId: 1 })
      .limit(100)
      .lean(),
  );
  for (const { _id, firmId } of due) await judge(clickScope(firmId), { messageId: _id }).catch(onError);
}

const judge = operation({
  name: "messages.click",
  role: "staff",
  input: Type.Object({ messageId }),
  run: async ({ messageId }) => {
    const message = (await MessageModel.findById(messageId, { html: 0, text: 0, values: 0 }).lean()) as Stored<MessageRecord> | null;
    if (!message?.judgeAt || message.judgeAt > clock.now()) return;
    const known = message.clicks ?? [];
    const fresh: typeof known = [];
    for (const { link, at } of byPersons(message.followed ?? []))
      if (![...known, ...fresh].some((one) => one.link === link)) fresh.push({ link, at });
    const [first] = fresh;
    const isFirst = first && !message.clickedAt ? { clickedAt: first.at, counting: "due" as const } : {};
    const clicks = [...known, ...fresh].slice(-100);
    await MessageModel.updateOne(
      { _id: messageId },
      { $unset: { followed: 1, judgeAt: 1 }, ...(first ? { $set: { ...isFirst, clicks } } : {}) },
    );
    for (const { link } of fresh) await tell(message, link);
  },
});

async function tell({ _id, contactId, matterId, step }: Stored<MessageRecord>, link: string): Promise<void> {
  if (!contactId) return;
  await emit({
    type: "message.clicked",
    contactId,
    ...(matterId ? { matterId } : {}),
    data: { ...(step ? { step } : {}), link, messageId: _id },
  });
}

const noteOpen = operation({
  name: "messages.open",
  role: "staff",
  input: Type.Object({ messageId }),
  run: async ({ messageId }) => {
    await MessageModel.updateOne({ _id: messageId, openedAt: { $exists: false } }, { $set: { openedAt: clock.now() } });
  },
});
