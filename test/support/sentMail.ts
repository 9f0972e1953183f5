import { newId, type Scope, withScope } from "../../domain/base/index.ts";
import { createContact } from "../../domain/contacts/index.ts";
import { findable, MessageModel, messageIdOf } from "../../domain/messages/index.ts";
import type { MessageRecord } from "../../domain/messages/model.ts";

/** An email that has left, to a person of its own, as the record of it stands afterwards. */
export async function aSentMail(scope: Scope, change: Partial<MessageRecord> & { address?: string; createdAt?: Date } = {}) {
  const id = newId("message");
  const { address = `${id.toLowerCase()}@mail.example`, ...more } = change;
  const contactId = more.contactId ?? (await createContact(scope, { firstName: "Ngozi", lastName: "Okafor", email: address })).id;
  const messageId = messageIdOf(scope.firmId, { own: id }, "hartwellruiz.example");
  const { channel = "email", subject = "Your form", to = { address, name: "Ngozi Okafor" } } = more;
  const says = { channel, subject, to };
  await withScope(scope, () =>
    MessageModel.create([
      {
        _id: id,
        key: id,
        state: "sent",
        purpose: "transactional",
        from: { address: "office@hartwellruiz.example", name: "Hartwell & Ruiz" },
        messageId,
        language: "en",
        sentAt: new Date(),
        counting: "due",
        ...more,
        ...findable(says),
        contactId,
      },
    ]),
  );
  return { id, messageId, contactId, address };
}
