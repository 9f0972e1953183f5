import Type, { type Static } from "typebox";
import { changeFound, clock, newId, notFound, operation, quietly, type Scope, type Stored, standing } from "../base/index.ts";
import { emit, emitFirst } from "../events/index.ts";
import { changedPaths, closed, id, line, oneLine, oneOf, text } from "../inputs/index.ts";
import { ContactModel, type ContactRecord, channels, SuppressionModel } from "./model.ts";
import { ContactChange, comparable, consentAddress, contactAfter, emptyContact, NewContact, nameOf } from "./shape.ts";

/** The contact in scope, or "not found" also when it was deleted. */
export async function contactById(contactId: string): Promise<Stored<ContactRecord>> {
  const contact = standing(await ContactModel.findById(contactId).lean());
  if (!contact) throw notFound("This contact");
  return contact as Stored<ContactRecord>;
}

/** Adds a person. An address that refused marketing before, also as a contact since deleted, goes on refusing it (rule 17). */
export const createContact = operation({
  name: "contacts.create",
  role: "staff",
  public: true,
  input: NewContact,
  run: async ({ tags = [], ...values }) => {
    const made = await contactAfter(emptyContact(), values);
    made.tags = [...new Set(tags.map((tag) => oneLine("/tags", "Tag", tag)))];
    await keepRefusals(made);
    await markSuppressed(made);
    const contactId = newId("contact");
    await ContactModel.create([{ _id: contactId, ...made }]);
    await emit({ type: "contact.created", contactId, data: { source: made.source ?? null } });
    for (const tag of made.tags) await emit({ type: "contact.tagged", contactId, data: { tag } });
    return { id: contactId };
  },
});

/** As `createContact`, many in a few writes; only within an operation that starts nothing. Gives their ids in order. */
export async function createManyContacts(list: Static<typeof NewContact>[], importId: string): Promise<string[]> {
  const made = [];
  for (const { tags = [], ...values } of list) {
    const contact = await contactAfter(emptyContact(), values);
    contact.tags = [...new Set(tags.map((tag) => oneLine("/tags", "Tag", tag)))];
    made.push({ ...contact, importId, _id: newId("contact") });
  }
  const emails = made.flatMap((one) => one.email ?? []);
  const before = await ContactModel.find({ email: { $in: emails } }, { email: 1, consent: 1, deletedAt: 1 }).lean();
  const addresses = [...emails, ...made.flatMap((one) => one.phone ?? [])];
  const suppressed = await SuppressionModel.find({ address: { $in: addresses } }).lean();
  for (const one of made) {
    const refused = before.find((old) => old.email === one.email && old.deletedAt !== null && old.consent.email?.given === false);
    if (refused?.consent.email && one.email && !one.consent.email?.given) one.consent = { ...one.consent, email: refused.consent.email };
    const stopped = suppressed.find((address) => address.address === one.email);
    if (stopped) one.suppressed = { reason: stopped.reason, at: stopped.at };
    const untexted = suppressed.find((address) => address.address === one.phone);
    if (untexted) one.noTexts = { reason: untexted.reason, at: untexted.at };
  }
  await ContactModel.insertMany(made);
  await emitFirst(made.map((one) => ({ type: "contact.created", contactId: one._id, data: { source: one.source ?? null } })));
  return made.map((one) => one._id);
}

async function keepRefusals(contact: ContactRecord): Promise<void> {
  if (!contact.email || contact.consent.email?.given) return;
  const same = await ContactModel.find({ email: contact.email }, { consent: 1, deletedAt: 1 }).lean();
  const refused = same.find((one) => one.deletedAt !== null && one.consent.email?.given === false);
  if (refused?.consent.email) contact.consent = { ...contact.consent, email: refused.consent.email };
}

/** Keeps a contact's marks in step with what is known of its address and its number. */
export async function markSuppressed(contact: ContactRecord): Promise<void> {
  for (const [mark, address] of [["suppressed", contact.email] as const, ["noTexts", contact.phone] as const]) {
    const found = address ? await SuppressionModel.findOne({ address }).lean() : null;
    if (found) contact[mark] = { reason: found.reason, at: found.at };
    else delete contact[mark];
  }
}

export const changeContact = operation({
  name: "contacts.change",
  role: "staff",
  input: Type.Object({ contactId: id, change: ContactChange }, closed),
  run: async ({ contactId, change }) => {
    const before = await contactById(contactId);
    const after = await contactAfter(before, change);
    if (after.email !== before.email || after.phone !== before.phone) await markSuppressed(after);
    return await writeContact(contactId, before, after);
  },
});

/** Stores what a contact became and tells what changed; nothing when nothing did. */
export async function writeContact(contactId: string, before: ContactRecord, after: ContactRecord): Promise<{ changed: string[] }> {
  const changed = changedPaths("contact", comparable(before), comparable(after));
  if (!changed.length) return { changed };
  const { firstName, lastName, company, email, phone, address, preferredChannel, zone, source, suppressed, noTexts } = after;
  const { language, consent, fields, tags, sortName, search } = after;
  const optional = { firstName, lastName, company, email, phone, address, preferredChannel, zone, source, suppressed, noTexts };
  const gone = Object.entries(optional).filter(([, value]) => value === undefined);
  const kept = Object.entries(optional).filter(([, value]) => value !== undefined);
  await ContactModel.updateOne(
    { _id: contactId },
    {
      $set: { ...Object.fromEntries(kept), language, consent, fields, tags, sortName, search },
      ...(gone.length ? { $unset: Object.fromEntries(gone.map(([name]) => [name, 1])) } : {}),
    },
  );
  await emit({ type: "contact.changed", contactId, data: { paths: changed } });
  if (before.consent.email?.given !== false && after.consent.email?.given === false)
    await emit({ type: "contact.unsubscribed", contactId, data: { topic: "all" } });
  if (before.consent.text?.given !== false && after.consent.text?.given === false)
    await emit({ type: "contact.unsubscribed", contactId, data: { topic: "all", channel: "text" } });
  return { changed };
}

export const changeTags = operation({
  name: "contacts.changeTags",
  role: "staff",
  input: Type.Object(
    {
      contactId: id,
      add: Type.Optional(Type.Array(line(60), { maxItems: 50 })),
      remove: Type.Optional(Type.Array(line(60), { maxItems: 50 })),
    },
    closed,
  ),
  run: async ({ contactId, add = [], remove = [] }) => {
    const before = await contactById(contactId);
    const added = [...new Set(add.map((tag) => oneLine("/add", "Tag", tag)))].filter((tag) => tag && !before.tags.includes(tag));
    const removed = remove.filter((tag) => before.tags.includes(tag) && !added.includes(tag));
    const tags = [...before.tags.filter((tag) => !removed.includes(tag)), ...added];
    for (const tag of added) await emit({ type: "contact.tagged", contactId, data: { tag } });
    for (const tag of removed) await emit({ type: "contact.untagged", contactId, data: { tag } });
    await writeContact(contactId, before, { ...before, tags });
    return { tags };
  },
});

/** Opting out of marketing, altogether or of one topic. Messages of a case they are in go on (rule 17). */
export const unsubscribe = operation({
  name: "contacts.unsubscribe",
  role: "staff",
  public: true,
  input: Type.Object(
    {
      contactId: id,
      topic: Type.Optional(line(60)),
      channel: Type.Optional(oneOf(channels)),
      source: line(120),
      wording: Type.Optional(text(2_000)),
    },
    closed,
  ),
  run: async ({ contactId, topic = "all", channel = "email", source, wording }) => {
    const before = await contactById(contactId);
    if (topic === "all") {
      const refusal = { given: false, at: clock.now(), source, ...(wording ? { wording } : {}), ...consentAddress(before, channel) };
      const consent = { ...before.consent, [channel]: refusal };
      await writeContact(contactId, before, { ...before, consent });
    } else if (!before.leftTopics.includes(topic)) {
      await ContactModel.updateOne({ _id: contactId }, { $addToSet: { leftTopics: topic } });
      await emit({ type: "contact.changed", contactId, data: { paths: ["contact.leftTopics"] } });
      await emit({ type: "contact.unsubscribed", contactId, data: { topic } });
    }
  },
});

/** They wrote back: told to flows that listen for a reply. `received`: the email of theirs that tells it, with all its words. */
export const recordReply = operation({
  name: "contacts.recordReply",
  role: "staff",
  public: true,
  input: Type.Object(
    { contactId: id, message: text(500), channel: Type.Optional(oneOf(["email", "text"])), received: Type.Optional(id) },
    closed,
  ),
  run: async ({ contactId, ...data }) => {
    await contactById(contactId);
    await emit({ type: "contact.replied", contactId, data });
  },
});

/** An address bounced for good or complained, or a number asked us to stop: nothing is sent there again, whoever has it. */
export const suppressAddress = operation({
  name: "contacts.suppressAddress",
  role: "staff",
  input: Type.Object({ address: line(254), reason: line(200) }, closed),
  run: async ({ address, reason }) => {
    const at = clock.now();
    const plainAddress = address.trim().toLowerCase();
    await SuppressionModel.updateOne(
      { address: plainAddress },
      { $setOnInsert: { _id: `sup_${plainAddress}_${at.getTime()}`, reason, at } },
      { upsert: true },
    );
    await markAll(plainAddress, { reason, at });
  },
});

/** Why nothing may be sent to an address; null when it may. Read at the moment of sending. Within a scope. */
export async function suppressionOf(address: string): Promise<string | null> {
  return (await SuppressionModel.findOne({ address: address.trim().toLowerCase() }, { reason: 1 }).lean())?.reason ?? null;
}

/** Staff found the address right after all. */
export const allowAddress = operation({
  name: "contacts.allowAddress",
  role: "staff",
  input: Type.Object({ address: line(254) }, closed),
  run: async ({ address }) => {
    const plainAddress = address.trim().toLowerCase();
    await SuppressionModel.deleteOne({ address: plainAddress });
    await markAll(plainAddress, null);
  },
});

/** Marks everybody who has this address, or this number. */
async function markAll(address: string, stopped: { reason: string; at: Date } | null): Promise<void> {
  const [has, mark] = address.startsWith("+") ? [{ phone: address }, "noTexts"] : [{ email: address }, "suppressed"];
  const contacts = await ContactModel.find({ ...has, deletedAt: null }, { _id: 1 }).lean();
  await ContactModel.updateMany(has, stopped ? { $set: { [mark]: stopped } } : { $unset: { [mark]: 1 } });
  for (const { _id } of contacts) await emit({ type: "contact.changed", contactId: _id, data: { paths: [`contact.${mark}`] } });
}

/** Deleting is undoable (`restoreContact`); it starts no flow, and flows that go are told. */
export const deleteContact = (scope: Scope, input: { contactId: string }) => deleteOne(quietly(scope), input);
const deleteOne = operation({
  name: "contacts.delete",
  role: "staff",
  input: Type.Object({ contactId: id }, closed),
  run: async ({ contactId }) => {
    const contact = await contactById(contactId);
    await ContactModel.updateOne({ _id: contactId }, { $set: { deletedAt: clock.now() } });
    await emit({ type: "contact.changed", contactId, data: { paths: ["contact.deletedAt"], deleted: true, name: nameOf(contact) } });
  },
});

export const restoreContact = (scope: Scope, input: { contactId: string }) => restoreOne(quietly(scope), input);
const restoreOne = operation({
  name: "contacts.restore",
  role: "staff",
  input: Type.Object({ contactId: id }, closed),
  run: async ({ contactId }) => {
    const restored = await changeFound(
      ContactModel,
      { _id: contactId, deletedAt: { $ne: null }, mergedInto: { $exists: false } },
      { $set: { deletedAt: null } },
    );
    if (!restored) throw notFound("A deleted contact to restore");
    await emit({ type: "contact.changed", contactId, data: { paths: ["contact.deletedAt"], restored: true, name: nameOf(restored) } });
  },
});
