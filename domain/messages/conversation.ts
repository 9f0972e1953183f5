import { MessageModel, type MessageRecord } from "./model.ts";

/** An earlier email that another one follows in one conversation; under its subject where that is named, and the two are of one purpose. */
export interface Conversation {
  messageId: string;
  subject?: string;
  purpose?: MessageRecord["purpose"];
}

interface Sent {
  runId: string;
  step: string;
  contactId: string;
}

/** The latest email of a run's step to somebody: theirs, also where the step wrote to several. Null where none left. Within a scope. */
export async function conversationOf({ runId, step, contactId }: Sent): Promise<Required<Conversation> | null> {
  const fields = { messageId: 1, subject: 1, purpose: 1 } as const;
  const look = { runId, step, contactId, channel: "email", state: { $in: ["sent", "uncertain"] } } as const;
  const found = await MessageModel.findOne(look, fields).sort({ createdAt: -1 }).lean();
  return found && { messageId: found.messageId, subject: found.subject, purpose: found.purpose };
}
