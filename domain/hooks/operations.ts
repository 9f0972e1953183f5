import Type from "typebox";
import { invalidField, operation } from "../base/index.ts";
import { ContactModel } from "../contacts/index.ts";
import { emit } from "../events/index.ts";
import { closed, emailAddress, key, line } from "../inputs/index.ts";
import { MatterModel } from "../matters/index.ts";

/** More than this is a file, and no message. */
const mostText = 20_000;

export const HookInput = Type.Object(
  {
    /** Whom it is about: a matter's number, or a contact's email address. */
    matter: Type.Optional(line(40)),
    email: Type.Optional(line(254)),
    /** What flows read as `event.body.…`. */
    body: Type.Optional(Type.Record(Type.String({ maxLength: 120 }), Type.Unknown())),
  },
  closed,
);

/** Another system reports something by its name ("payment.received") about a matter or a contact: flows hear `webhook.received`. */
export const receiveHook = operation({
  name: "hooks.receive",
  role: "staff",
  input: Type.Object({ name: key, report: HookInput }, closed),
  run: async ({ name, report: { matter, email, body = {} } }) => {
    if (JSON.stringify(body).length > mostText)
      throw invalidField("/body", "This is too much to report at once: at most 20,000 characters.");
    const whose = matter ? await byNumber(matter) : await byAddress(email);
    return { eventId: await emit({ type: "webhook.received", ...whose, data: { name, body } }) };
  },
});

async function byNumber(number: string): Promise<{ matterId: string; contactId: string }> {
  const found = await MatterModel.findOne({ number: number.trim(), deletedAt: null }, { mainContactId: 1 }).lean();
  if (!found) throw invalidField("/matter", `There is no matter with the number ${number}.`);
  return { matterId: found._id, contactId: found.mainContactId };
}

async function byAddress(email: string | undefined): Promise<{ contactId: string }> {
  if (!email) throw invalidField("/matter", "Say whom this is about: the matter's number, or the contact's email address.");
  const found = await ContactModel.find({ email: emailAddress("/email", email), deletedAt: null }, { _id: 1 })
    .limit(2)
    .lean();
  const [only, another] = found;
  if (another) throw invalidField("/email", "Several contacts share this address. Give the matter's number.");
  if (!only) throw invalidField("/email", `No contact has the address ${email}.`);
  return { contactId: only._id };
}
