import Type from "typebox";
import { notFound, query } from "../base/index.ts";
import { cursorOf, readCursor } from "../inputs/paging.ts";
import { MessageModel, type MessageRecord } from "./model.ts";

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
  /** What the provider told of a text since: `delivered`, `undelivered` … */
  delivery?: string;
}

export const messageFilters = {
  contactId: Type.Optional(id),
  matterId: Type.Optional(id),
  runId: Type.Optional(id),
  state: Type.Optional(Type.Enum(["planned", "sending", "sent", "uncertain", "skipped", "failed"])),
  cursor: Type.Optional(Type.String({ maxLength: 400 })),
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
};

/** Every message to anyone, newest first. */
export const listMessages = query({
  name: "messages.list",
  role: "viewer",
  input: Type.Object(messageFilters, closed),
  run: async ({ cursor, limit, ...filter }): Promise<{ messages: MessageLine[]; next?: string }> => {
    const found = await MessageModel.find({ ...filter, ...(cursor ? before(cursor) : {}) }, { html: 0, text: 0, values: 0 })
      .sort({ createdAt: -1, _id: -1 })
      .limit(limit + 1)
      .lean();
    const rows = found.slice(0, limit);
    const last = rows.at(-1);
    return { messages: rows.map(lineOf), ...(found.length > limit && last ? { next: cursorOf(last.createdAt, last._id) } : {}) };
  },
});

function before(cursor: string) {
  const { value, id: last } = readCursor(cursor);
  const at = new Date(Number(value));
  return { $or: [{ createdAt: { $lt: at } }, { createdAt: at, _id: { $lt: last } }] };
}

function lineOf(row: Omit<MessageRecord, "html" | "text" | "values"> & { _id: string; createdAt: Date }): MessageLine {
  const { _id, state, channel, purpose, subject, to, template, contactId, matterId, runId, step, createdAt, sentAt, reason, delivery } =
    row;
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
    ...(delivery ? { delivery: delivery.status } : {}),
  };
}

/** One message with what it said exactly and which facts filled it. */
export const readMessage = query({
  name: "messages.read",
  role: "viewer",
  input: Type.Object({ messageId: id }, closed),
  run: async ({ messageId }) => {
    const found = await MessageModel.findById(messageId).lean();
    if (!found) throw notFound("This message");
    const { html, text, values, from, language, attempts, documentIds } = found;
    const facts = Object.entries(values).map(([path, value]) => ({ path: path.replaceAll("/", "."), value }));
    return { ...lineOf(found), from, language, attempts, documentIds, html, text, facts };
  },
});
