import Type from "typebox";
import { renderText } from "../../engine/conditions/index.ts";
import { clock, emptyInput, invalidField, newId, notFound, operation, publicUrl, query, type Scope, withScope } from "../base/index.ts";
import { StaffModel } from "../staff/index.ts";
import type { Variant } from "./blocks.ts";
import { type Attachment, type Delivered, deliverMail } from "./deliver.ts";
import { keyText, type MessageKey } from "./keys.ts";
import { NotificationModel } from "./model.ts";

export interface NotifyStaff {
  key: MessageKey;
  claimed?: boolean;
  /** Ids of members of staff. */
  staffIds: string[];
  /** Liquid over the facts. */
  message: string;
  facts: Record<string, unknown>;
  contactId?: string;
  matterId?: string;
  runId?: string;
  zone?: string;
  /** The page its button opens, where that is not the matter's or person's: `/approvals/apv_1`. */
  page?: string;
  attachments?: Attachment[];
}

/** Tells members of staff something: a line in their list inside the product, and an email, each once under the key. */
export async function notifyStaff(scope: Scope, input: NotifyStaff): Promise<Delivered[]> {
  const { text, error } = renderText(input.message, input.facts, { zone: input.zone });
  if (error) throw invalidField("/message", `The note to staff could not be filled in: ${error}`);
  const staff = await withScope(scope, () => StaffModel.find({ _id: { $in: input.staffIds }, active: true }).lean());
  if (staff.length === 0) throw notFound("Anybody on the staff to tell");
  const about = {
    ...(input.contactId ? { contactId: input.contactId } : {}),
    ...(input.matterId ? { matterId: input.matterId } : {}),
    ...(input.runId ? { runId: input.runId } : {}),
  };
  await addNotifications(scope, { key: keyText(input.key), staffIds: staff.map((one) => one._id), message: text, ...about });
  const answers: Delivered[] = [];
  for (const { _id: staffId, name, email } of staff)
    answers.push(
      await deliverMail(scope, {
        key: partFor(input.key, staffId),
        claimed: input.claimed,
        template: { name: "Note to staff", variant: note },
        purpose: "staff",
        recipient: { id: staffId, name, email },
        staffId,
        // Nothing of the case but the note itself; the firm signs.
        facts: { vars: { lines: text.split(/\r?\n/), first: text.split(/\r?\n/)[0] } },
        links: { page: pageOf(input) },
        ...(input.matterId ? { matterId: input.matterId } : {}),
        ...(input.attachments ? { attachments: input.attachments } : {}),
      }),
    );
  return answers;
}

const note: Variant = {
  subject: "{{ vars.first | truncate: 90 }}",
  body: [
    { type: "text", text: "{% for line in vars.lines %}{{ line | default: ' ' }}\n{% endfor %}" },
    { type: "button", label: "Open in Firmflow", to: "{{ links.page }}" },
  ],
};

const partFor = (key: MessageKey, staffId: string): MessageKey =>
  "own" in key ? { own: `${key.own}:${staffId}` } : { ...key, part: `${key.part}:${staffId}` };

const pageOf = ({ page, matterId, contactId }: NotifyStaff) =>
  `${publicUrl()}${page ? page : matterId ? `/matters/${matterId}` : contactId ? `/contacts/${contactId}` : "/"}`;

const id = Type.String({ minLength: 1, maxLength: 200 });
/** Adds a line to the list of each; again under the same key changes nothing. */
const addNotifications = operation({
  name: "messages.addNotifications",
  role: "staff",
  public: true,
  input: Type.Object({
    key: id,
    staffIds: Type.Array(id, { maxItems: 500 }),
    message: Type.String({ maxLength: 20_000 }),
    contactId: Type.Optional(id),
    matterId: Type.Optional(id),
    runId: Type.Optional(id),
  }),
  run: async ({ staffIds, ...line }) => {
    const told = await NotificationModel.find({ key: line.key }, { staffId: 1 }).lean();
    const fresh = staffIds.filter((staffId) => !told.some((one) => one.staffId === staffId));
    const at = clock.now();
    if (fresh.length > 0)
      await NotificationModel.insertMany(fresh.map((staffId) => ({ _id: newId("notification"), ...line, staffId, at })));
  },
});

/** The newest notes to whoever asks, and how many are unread. */
export const listNotifications = query({
  name: "messages.listNotifications",
  role: "viewer",
  input: Type.Object({ limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }) }, { additionalProperties: false }),
  run: async ({ limit }, { actor }) => {
    const rows = await NotificationModel.find({ staffId: actor.id }).sort({ at: -1 }).limit(limit).lean();
    const unread = await NotificationModel.countDocuments({ staffId: actor.id, readAt: { $exists: false } });
    return {
      unread,
      notifications: rows.map(({ _id, message, contactId, matterId, runId, at, readAt }) => ({
        id: _id,
        message,
        at: at.toISOString(),
        read: readAt !== undefined,
        ...(contactId ? { contactId } : {}),
        ...(matterId ? { matterId } : {}),
        ...(runId ? { runId } : {}),
      })),
    };
  },
});

export const readNotifications = operation({
  name: "messages.readNotifications",
  role: "viewer",
  input: emptyInput,
  run: async (_input, { actor }) => {
    await NotificationModel.updateMany({ staffId: actor.id, readAt: { $exists: false } }, { $set: { readAt: clock.now() } });
  },
});
