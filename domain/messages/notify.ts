import Type from "typebox";
import { renderText } from "../../engine/conditions/index.ts";
import { clock, emptyInput, invalidField, newId, notFound, operation, query, type Scope, type Stored, withScope } from "../base/index.ts";
import { newestFirst } from "../inputs/index.ts";
import { StaffModel } from "../staff/index.ts";
import type { Attachment, Delivered } from "./deliver.ts";
import { keyText, type MessageKey } from "./keys.ts";
import { NotificationModel, type NotificationRecord } from "./model.ts";
import { deliverNote } from "./note.ts";
import { firstMail, settleNote } from "./notesAgain.ts";

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

/**
 * Tells members of staff something: a line in their list inside the product, and an email, each once under the key. A flow tries again
 * itself; of any other note an email that could not leave is sent again (`sendNotesAgain`).
 */
export async function notifyStaff(scope: Scope, input: NotifyStaff): Promise<Delivered[]> {
  const { text, error } = renderText(input.message, input.facts, { zone: input.zone });
  if (error) throw invalidField("/message", `The note to staff could not be filled in: ${error}`);
  const staff = await withScope(scope, () => StaffModel.find({ _id: { $in: input.staffIds }, active: true }).lean());
  if (staff.length === 0) throw notFound("Anybody on the staff to tell");
  const note = {
    key: keyText(input.key),
    message: text,
    ...(input.contactId ? { contactId: input.contactId } : {}),
    ...(input.matterId ? { matterId: input.matterId } : {}),
    ...(input.page ? { page: input.page } : {}),
  };
  const staffIds = staff.map((one) => one._id);
  const alone = "own" in input.key;
  await addNotifications(scope, { ...note, staffIds, ...(input.runId ? { runId: input.runId } : {}), alone });
  const answers: Delivered[] = [];
  for (const one of staff) {
    const { key, claimed, attachments } = input;
    const delivered = await deliverNote(scope, {
      key,
      staff: one,
      note,
      ...(claimed ? { claimed } : {}),
      ...(attachments ? { attachments } : {}),
    });
    if (alone) await settleNote(scope, { ...note, staffId: one._id }, delivered, attachments);
    answers.push(delivered);
  }
  return answers;
}

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
    page: Type.Optional(id),
    alone: Type.Boolean(),
  }),
  run: async ({ staffIds, alone, ...line }) => {
    const told = await NotificationModel.find({ key: line.key }, { staffId: 1 }).lean();
    const fresh = staffIds.filter((staffId) => !told.some((one) => one.staffId === staffId));
    const at = clock.now();
    const mail = alone ? { mail: firstMail(at) } : {};
    if (fresh.length > 0)
      await NotificationModel.insertMany(fresh.map((staffId) => ({ _id: newId("notification"), ...line, staffId, at, ...mail })));
  },
});

/** The newest notes to whoever asks, and how many are unread. */
export const listNotifications = query({
  name: "messages.listNotifications",
  role: "viewer",
  input: Type.Object({ limit: Type.Integer({ minimum: 1, maximum: 200, default: 50 }) }, { additionalProperties: false }),
  run: async ({ limit }, { actor }) => {
    const { rows } = await newestFirst(
      "at",
      (one: Stored<NotificationRecord>) => one.at,
      { limit, now: clock.now() },
      async (window) => {
        const found = await NotificationModel.find({ staffId: actor.id, ...window })
          .sort({ at: -1 })
          .limit(limit + 1)
          .lean();
        return found as Stored<NotificationRecord>[];
      },
    );
    const unread = await NotificationModel.countDocuments({ staffId: actor.id, readAt: null });
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
    await NotificationModel.updateMany({ staffId: actor.id, readAt: null }, { $set: { readAt: clock.now() } });
  },
});
