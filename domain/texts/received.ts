import Type from "typebox";
import { clock, isDuplicateKey, newId, operation, query, type Scope, type Stored, systemScope } from "../base/index.ts";
import { allowAddress, ContactModel, changeContact, recordReply, suppressAddress, unsubscribe } from "../contacts/index.ts";
import { firmByTextNumber, firmInScope } from "../firms/index.ts";
import { pauseAfterAnswer } from "../holds/index.ts";
import { closed, newestFirst, page } from "../inputs/index.ts";
import { languageOf, MessageModel, notifyStaff } from "../messages/index.ts";
import { StaffModel } from "../staff/index.ts";
import { ReceivedTextModel, type ReceivedTextRecord } from "./model.ts";
import { wishIn } from "./wishes.ts";
import { answerTo } from "./words.ts";

export interface IncomingText {
  /** The provider's id of it. */
  providerId: string;
  from: string;
  to: string;
  text: string;
  /** The provider has answered STOP, START or HELP itself (Twilio's `OptOutType`). */
  answered: boolean;
}

/** Somebody texted one of our numbers. Gives what to answer, if anything; told again, it changes nothing and answers nothing. */
export async function receiveText(incoming: IncomingText): Promise<string | null> {
  const firm = await firmByTextNumber(incoming.to);
  if (!firm) return null;
  const scope = systemScope(firm._id, "Their text");
  try {
    const { answer, contactIds, wish } = await take(scope, { ...incoming, text: incoming.text.slice(0, 5_000) });
    if (contactIds.length === 0 && wish === "reply") await tellOwners(scope, incoming);
    return incoming.answered ? null : answer;
  } catch (error) {
    if (isDuplicateKey(error)) return null;
    throw error;
  }
}

const line = Type.String({ maxLength: 200 });

const take = operation({
  name: "texts.receive",
  role: "owner",
  input: Type.Object({ providerId: line, from: line, to: line, text: Type.String({ maxLength: 5_000 }), answered: Type.Boolean() }, closed),
  run: async ({ providerId, from, text }, scope) => {
    const wish = wishIn(text) ?? "reply";
    const contacts = await ContactModel.find({ phone: from, deletedAt: null }, { language: 1 }).lean();
    const contactIds = contacts.map((one) => one._id);
    await ReceivedTextModel.create([{ _id: newId("text"), providerId, from, text, at: clock.now(), contactIds, wish }]);
    const firm = await firmInScope();
    const language = contacts[0] ? languageOf(contacts[0].language, firm.languages) : null;
    switch (wish) {
      case "stop":
        await stopTexts(scope, from, contactIds, text);
        return { answer: answerTo(wish, firm, language), contactIds, wish };
      case "start":
        await startTexts(scope, from, contactIds, text);
        return { answer: answerTo(wish, firm, language), contactIds, wish };
      case "help":
        return { answer: answerTo(wish, firm, language), contactIds, wish };
      case "reply":
        for (const contactId of await whoWrote(from, contactIds)) {
          await recordReply(scope, { contactId, message: beginning(text), channel: "text" });
          await pauseAfterAnswer(scope, contactId, "text");
        }
        return { answer: null, contactIds, wish };
      default:
        return wish satisfies never;
    }
  },
});

/** What an event carries of it; the whole stands in the person's story. */
const beginning = (text: string) => (text.length > 500 ? `${text.slice(0, 499)}…` : text);

/** Nothing is texted to this number any more, whoever has it; marketing to them stops by the same wish (47 CFR § 64.1200(a)(10)). */
async function stopTexts(scope: Scope, number: string, contactIds: string[], wording: string): Promise<void> {
  await suppressAddress(scope, { address: number, reason: "They texted us to stop." });
  for (const contactId of contactIds)
    await unsubscribe(scope, { contactId, channel: "text", source: "their text", wording: wording.slice(0, 200) });
}

async function startTexts(scope: Scope, number: string, contactIds: string[], wording: string): Promise<void> {
  await allowAddress(scope, { address: number });
  const text = { given: true, source: "their text", wording: wording.slice(0, 200) };
  for (const contactId of contactIds) await changeContact(scope, { contactId, change: { consent: { text } } });
}

/** Answers come within days. */
const answersWithinMs = 14 * 86_400_000;

/** Of several people with one phone: those we texted lately, for it is an answer to that; else all of them. */
async function whoWrote(number: string, contactIds: string[]): Promise<string[]> {
  if (contactIds.length < 2) return contactIds;
  const since = new Date(clock.now().getTime() - answersWithinMs);
  const texted = await MessageModel.distinct("contactId", { channel: "text", "to.address": number, createdAt: { $gte: since } });
  const asked = contactIds.filter((id) => texted.includes(id));
  return asked.length > 0 ? asked : contactIds;
}

/** A text from a number nobody has is for a person to look at. */
async function tellOwners(scope: Scope, { providerId, from, text }: IncomingText): Promise<void> {
  const owners = await ownersOf(scope, {});
  if (owners.length === 0) return;
  await notifyStaff(scope, {
    key: { own: `text:${providerId}` },
    staffIds: owners,
    message: "{{ vars.message }}",
    facts: { vars: { message: `A text from ${from}, a number nobody here has: “${text.slice(0, 300)}”` } },
  });
}

const ownersOf = query({
  name: "texts.owners",
  role: "owner",
  input: Type.Object({}, closed),
  run: async () => (await StaffModel.find({ role: "owner", active: true }, { _id: 1 }).lean()).map((one) => one._id),
});

/** What people texted to the firm, newest first. */
export const listReceivedTexts = query({
  name: "texts.received",
  role: "viewer",
  input: Type.Object({ limit: page.limit }, closed),
  run: async ({ limit }) => {
    const { rows } = await newestFirst(
      "at",
      (one: Stored<ReceivedTextRecord>) => one.at,
      { limit, now: clock.now() },
      async (window) => {
        const found = await ReceivedTextModel.find(window)
          .sort({ at: -1 })
          .limit(limit + 1)
          .lean();
        return found as Stored<ReceivedTextRecord>[];
      },
    );
    return {
      texts: rows.map(({ _id: id, from, text, at, contactIds, wish }) => ({ id, from, text, at: at.toISOString(), contactIds, wish })),
    };
  },
});

/** The latest texts of a person before a moment: those known to be theirs, and those from their number while nobody had it. Within a scope. */
export async function receivedFrom(
  { contactId, phone }: { contactId: string; phone?: string | undefined },
  { before, limit }: { before: Date; limit: number },
): Promise<Stored<ReceivedTextRecord>[]> {
  const read = async (whose: { contactIds: string } | { from: string }) =>
    (await ReceivedTextModel.find({ ...whose, at: { $lt: before } })
      .sort({ at: -1 })
      .limit(limit)
      .lean()) as Stored<ReceivedTextRecord>[];
  const theirs = await read({ contactIds: contactId });
  const nobodys = phone ? (await read({ from: phone })).filter((one) => one.contactIds.length === 0) : [];
  return [...theirs, ...nobodys];
}

/** Texts since a moment from numbers nobody has, newest first. Within a scope. */
export async function textsFromNobody(since: Date): Promise<Stored<ReceivedTextRecord>[]> {
  const rows = await ReceivedTextModel.find({ at: { $gte: since } })
    .sort({ at: -1 })
    .lean();
  return (rows as Stored<ReceivedTextRecord>[]).filter((one) => one.wish === "reply" && one.contactIds.length === 0).slice(0, 200);
}
