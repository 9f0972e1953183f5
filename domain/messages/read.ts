import Type from "typebox";
import { clock, notFound, query, type Stored } from "../base/index.ts";
import { DocumentModel } from "../documents/model.ts";
import { newestFirst } from "../inputs/index.ts";
import { happenedTo } from "./happened.ts";
import { withoutOwnLinks } from "./links.ts";
import { dateIn, lookFor, type MessageRow } from "./looks.ts";
import { MessageModel, type MessageRecord, messageChannels, messageStates } from "./model.ts";

const closed = { additionalProperties: false } as const;
const id = Type.String({ minLength: 1, maxLength: 60 });

export interface MessageLine {
  id: string;
  state: MessageRecord["state"];
  channel: MessageRecord["channel"];
  purpose: MessageRecord["purpose"];
  subject: string;
  to: { name: string; address: string };
  template?: string;
  contactId?: string;
  matterId?: string;
  runId?: string;
  step?: string;
  at: string;
  reason?: string;
  /** Of one that waits: when it is asked for again, and whether staff hold it themselves. */
  plannedFor?: string;
  ownHold?: boolean;
  pressed?: boolean;
  /** What came back of it. */
  bounce?: { kind: "hard" | "soft"; said: string };
  complained?: boolean;
  replied?: boolean;
  clicked?: boolean;
  opened?: boolean;
  /** What the provider told of a text since: `delivered`, `undelivered` … */
  delivery?: string;
}

export const messageFilters = {
  contactId: Type.Optional(id),
  matterId: Type.Optional(id),
  runId: Type.Optional(id),
  state: Type.Optional(Type.Enum(messageStates)),
  channel: Type.Optional(Type.Enum(messageChannels)),
  /** What came back. */
  came: Type.Optional(Type.Enum(["bounce", "complainedAt", "repliedAt"])),
  /** How words of a name, an address or a subject begin. */
  q: Type.Optional(Type.String({ maxLength: 100 })),
  cursor: Type.Optional(Type.String({ maxLength: 400 })),
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
};

/** Every message to anyone, newest first. */
export const listMessages = query({
  name: "messages.list",
  role: "viewer",
  input: Type.Object(messageFilters, closed),
  run: async ({ cursor, limit, ...asked }): Promise<{ messages: MessageLine[]; next?: string }> => {
    const { field, look, fits } = lookFor(asked);
    const { rows, next } = await newestFirst(
      field,
      (row: MessageRow) => dateIn(row, field),
      { ...(cursor ? { cursor } : {}), limit, now: clock.now(), spans },
      // Several may have been made in the same moment as the last one shown.
      (window) => read({ ...window, ...look }, field, fits, limit + 101),
    );
    return { messages: rows.map(lineOf), ...(next ? { next } : {}) };
  },
});

/** A day may hold thousands; the last look stays behind 1970, for indexes that hold only what has a date. */
const spans = [2, 7, 30, 120, 730, 20_000];

/** As far as wanted, without reading what lies behind it. */
async function read(
  filter: Record<string, unknown>,
  field: string,
  fits: (row: MessageRow) => boolean,
  most: number,
): Promise<MessageRow[]> {
  const found: MessageRow[] = [];
  const cursor = MessageModel.find(filter, { html: 0, text: 0, values: 0, change: 0, beginnings: 0 })
    .sort({ [field]: -1 })
    .lean()
    .cursor();
  try {
    for (let row = await cursor.next(); row && found.length < most; row = await cursor.next()) if (fits(row)) found.push(row);
  } finally {
    await cursor.close();
  }
  return found;
}

function lineOf(row: MessageRow): MessageLine {
  const { _id, state, channel, purpose, subject, to, template, contactId, matterId, runId, step, createdAt, sentAt, reason, delivery } =
    row;
  const { plannedFor, ownHold, pressed, bounce, complainedAt, repliedAt, clickedAt, openedAt } = row;
  const waits = state === "planned" || state === "held";
  return {
    id: _id,
    state,
    channel,
    purpose,
    subject,
    to,
    at: (sentAt ?? createdAt).toISOString(),
    ...(template ? { template: template.key } : {}),
    ...(contactId ? { contactId } : {}),
    ...(matterId ? { matterId } : {}),
    ...(runId ? { runId } : {}),
    ...(step ? { step } : {}),
    ...(reason ? { reason } : {}),
    ...(waits && plannedFor ? { plannedFor: plannedFor.toISOString() } : {}),
    ...(waits && ownHold ? { ownHold: true } : {}),
    ...(waits && pressed ? { pressed: true } : {}),
    ...(bounce ? { bounce: { kind: bounce.kind, said: bounce.said } } : {}),
    ...(complainedAt ? { complained: true } : {}),
    ...(repliedAt ? { replied: true } : {}),
    ...(clickedAt ? { clicked: true } : {}),
    ...(openedAt ? { opened: true } : {}),
    ...(delivery ? { delivery: delivery.status } : {}),
  };
}

/**
 * One message with what it said exactly, what was attached, which facts filled it, and what became of it. To viewers the links in it that
 * are the client's own lead to a page that says it is a sample.
 */
export const readMessage = query({
  name: "messages.read",
  role: "viewer",
  input: Type.Object({ messageId: id }, closed),
  run: async ({ messageId }, { actor }) => {
    const shown = "role" in actor && actor.role === "viewer" ? withoutOwnLinks : (text: string) => text;
    const found = (await MessageModel.findById(messageId).lean()) as Stored<MessageRecord> | null;
    if (!found) throw notFound("This message");
    const { values, from, language, attempts, documentIds } = found;
    const [html, text] = [shown(found.html), shown(found.text)];
    const facts = Object.entries(values).map(([path, value]) => ({
      path: path.replaceAll("/", "."),
      value: typeof value === "string" ? shown(value) : value,
    }));
    const [attached, happened] = [await attachedTo(documentIds), await happenedTo(found)];
    return { ...lineOf(found), from, language, attempts, documentIds, attached, html, text, facts, happened };
  },
});

/** The documents that went with it, by name, in their order. */
async function attachedTo(documentIds: string[]): Promise<{ id: string; name: string }[]> {
  if (documentIds.length === 0) return [];
  const found = await DocumentModel.find({ _id: { $in: documentIds } }, { name: 1 }).lean();
  return documentIds.flatMap((id) => found.filter((one) => one._id === id).map(({ name }) => ({ id, name })));
}
