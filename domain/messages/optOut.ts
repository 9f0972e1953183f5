import Type from "typebox";
import { clock, newId, operation, standing, systemScope } from "../base/index.ts";
import { ContactModel, changeContact, suppressionOf, unsubscribe } from "../contacts/index.ts";
import { addressHash } from "./addresses.ts";
import { OptOutModel } from "./model.ts";

/** Why nothing may go to this address now; null when it may. Firm-wide, read at the moment of sending. Within a scope. */
export async function mayNotWrite(address: string, purpose: string, topic: string): Promise<{ why: string; hard: boolean } | null> {
  if (purpose === "staff") return null;
  const suppressed = await suppressionOf(address);
  if (suppressed) return { why: `Nothing may be sent to this address: ${suppressed} Correct it on the person's page.`, hard: true };
  if (purpose !== "marketing") return null;
  const stopped = await OptOutModel.exists({ addressHash: addressHash(address), topic: { $in: ["all", topic] }, liftedAt: null });
  return stopped ? { why: "This person asked not to get these messages.", hard: false } : null;
}

/** Which topics (or `all`) somebody at this address stopped. Within a scope. */
export async function stoppedTopics(hash: string): Promise<{ topic: string; at: Date }[]> {
  return await OptOutModel.find({ addressHash: hash, liftedAt: null }, { topic: 1, at: 1 }).lean();
}

const line = Type.String({ minLength: 1, maxLength: 200 });
const OptOutInput = Type.Object(
  { addressHash: line, address: Type.Optional(line), topic: line, contactId: line, source: line },
  { additionalProperties: false },
);

/**
 * Nothing more of a topic, or of any (`all`), goes to this address: for the person whose link it was and for everybody else who has the
 * address. Doing it again changes nothing and tells nobody again.
 */
export const optOut = operation({
  name: "messages.optOut",
  role: "staff",
  public: true,
  input: OptOutInput,
  run: async ({ address, ...input }, { firmId }) => {
    const known = await OptOutModel.findOne({ addressHash: input.addressHash, topic: input.topic }).lean();
    if (known && !known.liftedAt) return { changed: false };
    const at = clock.now();
    if (known) await OptOutModel.updateOne({ _id: known._id }, { $set: { ...input, at, liftedAt: null } });
    else await OptOutModel.create([{ _id: newId("suppression"), ...input, at }]);
    const scope = systemScope(firmId, "Their own wish");
    for (const contactId of await whoHas(input.contactId, address))
      await unsubscribe(scope, { contactId, topic: input.topic, source: input.source });
    return { changed: true };
  },
});

/** Puts somebody back at their own wish. A bounced address stays out until it is corrected. */
export const optIn = operation({
  name: "messages.optIn",
  role: "staff",
  public: true,
  input: OptOutInput,
  run: async ({ addressHash: hash, topic, contactId, source }, { firmId }) => {
    const done = await OptOutModel.updateOne({ addressHash: hash, topic, liftedAt: null }, { $set: { liftedAt: clock.now() } });
    if (done.modifiedCount === 0) return { changed: false };
    const contact = standing(await ContactModel.findById(contactId).lean());
    if (contact && topic === "all")
      await changeContact(systemScope(firmId, "Their own wish"), { contactId, change: { consent: { email: { given: true, source } } } });
    if (contact && topic !== "all") await ContactModel.updateOne({ _id: contactId }, { $pull: { leftTopics: topic } });
    return { changed: true };
  },
});

async function whoHas(contactId: string, address: string | undefined): Promise<string[]> {
  const looks = [{ _id: contactId }, ...(address ? [{ email: address.toLowerCase() }] : [])];
  const found = await Promise.all(looks.map((look) => ContactModel.find({ ...look, deletedAt: null }, { _id: 1 }).lean()));
  return [...new Set(found.flat().map((one) => one._id))];
}
