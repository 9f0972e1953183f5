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
  state: Type.Optional(Type.Enum(["planned", "held", "sending", "sent", "uncertain", "skipped", "failed"])),
  channel: Type.Optional(Type.Enum(["email", "text"])),
  /** What came back. */
  came: Type.Optional(Type.Enum(["bounce", "complainedAt", "repliedAt"])),
  /** Part of a name, an address or a subject. */
  q: Type.Optional(Type.String({ maxLength: 100 })),
  cursor: Type.Optional(Type.String({ maxLength: 400 })),
  limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }),
};

/** Every message to anyone, newest first. */
export const listMessages = query({
  name: "messages.list",
  role: "viewer",
  input: Type.Object(messageFilters, closed),
  run: async ({ cursor, limit, q, came, ...filter }): Promise<{ messages: MessageLine[]; next?: string }> => {
    const from = cursor ? readCursor(cursor) : null;
    const until = from ? { createdAt: { $lte: new Date(Number(from.value)) } } : {};
    const asked = {
      ...filter,
      ...until,
      ...(came ? { [came]: { $exists: true } } : {}),
      ...(q?.trim() ? { $and: [containing(q.trim())] } : {}),
    };
    // Several may have been made in the same moment as the last one shown.
    const found = await MessageModel.find(asked, { html: 0, text: 0, values: 0, change: 0 })
      .sort({ createdAt: -1, _id: -1 })
      .limit(limit + (from ? 101 : 1))
      .lean();
    const after = found.filter((row) => !from || row.createdAt.getTime() < Number(from.value) || row._id < from.id);
    const rows = after.slice(0, limit);
    const last = rows.at(-1);
    return { messages: rows.map(lineOf), ...(after.length > limit && last ? { next: cursorOf(last.createdAt, last._id) } : {}) };
  },
});

function containing(words: string) {
  const part = { $regex: words.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), $options: "i" };
  return { $or: [{ subject: part }, { "to.name": part }, { "to.address": part }] };
}

function lineOf(row: Omit<MessageRecord, "html" | "text" | "values"> & { _id: string; createdAt: Date }): MessageLine {
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
