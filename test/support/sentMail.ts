import { newId, type Scope, withScope } from "../../domain/base/index.ts";
import { createContact } from "../../domain/contacts/index.ts";
import { MessageModel, messageIdOf } from "../../domain/messages/index.ts";
import type { MessageRecord } from "../../domain/messages/model.ts";

/** An email that has left, to a person of its own, as the record of it stands afterwards. */
export async function aSentMail(scope: Scope, change: Partial<MessageRecord> & { address?: string } = {}) {
  const id = newId("message");
  const { address = `${id.toLowerCase()}@mail.example`, ...more } = change;
  const contactId = more.contactId ?? (await createContact(scope, { firstName: "Ngozi", lastName: "Okafor", email: address })).id;
  const messageId = messageIdOf(scope.firmId, { own: id }, "hartwellruiz.example");
  await withScope(scope, () =>
    MessageModel.create([
      {
        _id: id,
        key: id,
        state: "sent",
        channel: "email",
        purpose: "transactional",
        to: { address, name: "Ngozi Okafor" },
        from: { address: "office@hartwellruiz.example", name: "Hartwell & Ruiz" },
        messageId,
        subject: "Your form",
        language: "en",
        sentAt: new Date(),
        ...more,
        contactId,
      },
    ]),
  );
  return { id, messageId, contactId, address };
}
