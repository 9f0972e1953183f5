import { randomBytes } from "node:crypto";
import Type from "typebox";
import type { Json } from "../../engine/run/types.ts";
import {
  acrossFirms,
  changeFound,
  clock,
  currentScope,
  emptyInput,
  firmModel,
  hashToken,
  invalidField,
  isDuplicateKey,
  newId,
  notFound,
  operation,
  query,
  systemScope,
} from "../base/index.ts";
import { ContactModel, createContact } from "../contacts/index.ts";
import { emit } from "../events/index.ts";
import { closed, id, line, oneLine } from "../inputs/index.ts";
import { MatterModel } from "../matters/index.ts";
import { valueAt } from "./answer.ts";

/** An address at which another system reports something: its name is what flows listen for. */
export interface HookRecord {
  name: string;
  tokenHash: string;
  /** The token's first characters, so that staff know which is which. */
  hint: string;
  /** JSON pointers into what is reported: whom it is about. */
  find: Finding;
  /** Adds a contact where none is found. */
  makes: boolean;
  createdBy: string;
  lastUsedAt?: Date;
}
export interface Finding {
  contactId?: string;
  matterId?: string;
  email?: string;
  firstName?: string;
  lastName?: string;
  phone?: string;
}
const HookModel = firmModel<HookRecord>(
  "Hook",
  {
    name: { type: String, required: true },
    tokenHash: { type: String, required: true },
    hint: { type: String, required: true },
    find: { type: Object, default: {} },
    makes: { type: Boolean, default: false },
    createdBy: { type: String, required: true },
    lastUsedAt: Date,
  },
  {
    indexes: [
      { fields: { name: 1 }, unique: true },
      { fields: { tokenHash: 1 }, unique: true, global: true },
    ],
  },
);
/** Reports taken, by the `webhook-id` their sender gave: one that comes again changes nothing. */
const HookCallModel = firmModel<{ hookId: string; callId: string; at: Date }>(
  "HookCall",
  { hookId: { type: String, required: true }, callId: { type: String, required: true }, at: { type: Date, required: true } },
  {
    indexes: [
      { fields: { hookId: 1, callId: 1 }, unique: true },
      { fields: { at: 1 }, expireAfterSeconds: 30 * 86_400, global: true },
    ],
  },
);

const pointer = Type.Optional(Type.String({ maxLength: 300, pattern: "^(?:/(?:[^~/]|~0|~1)*)*$" }));
export const NewHook = Type.Object(
  {
    name: Type.String({ pattern: "^[A-Za-z][A-Za-z0-9_-]*$", maxLength: 60 }),
    find: Type.Object(
      { contactId: pointer, matterId: pointer, email: pointer, firstName: pointer, lastName: pointer, phone: pointer },
      closed,
    ),
    makes: Type.Optional(Type.Boolean()),
  },
  closed,
);

/** Makes an address; its token is told this once. */
export const createHook = operation({
  name: "webhooks.createHook",
  role: "builder",
  input: NewHook,
  run: async ({ name, find, makes = false }, { actor }) => {
    if (!find.contactId && !find.matterId && !find.email)
      throw invalidField("/find/email", "Say where the report names the person: an email address, a contact's id or a matter's id.");
    if (await HookModel.exists({ name })) throw invalidField("/name", `There is an address “${name}” already. Choose another name.`);
    const token = randomBytes(32).toString("base64url");
    const hookId = newId("hook");
    await HookModel.create([
      { _id: hookId, name, find, makes, tokenHash: hashToken(token), hint: token.slice(0, 6), createdBy: actor.name },
    ]);
    return { id: hookId, token };
  },
});

export const listHooks = query({
  name: "webhooks.listHooks",
  role: "builder",
  input: emptyInput,
  run: async () => {
    const rows = await HookModel.find().sort({ name: 1 }).lean();
    return {
      hooks: rows.map(({ _id, name, hint, find, makes, createdBy, createdAt, lastUsedAt }) => ({
        ...{ id: _id, name, hint, find, makes, createdBy, createdAt: createdAt.toISOString() },
        ...(lastUsedAt ? { lastUsedAt: lastUsedAt.toISOString() } : {}),
      })),
    };
  },
});

export const removeHook = operation({
  name: "webhooks.removeHook",
  role: "builder",
  input: Type.Object({ hookId: id }, closed),
  run: async ({ hookId }) => {
    const { deletedCount } = await HookModel.deleteOne({ _id: hookId });
    if (deletedCount === 0) throw notFound("This address");
  },
});

/** Another system reports something. With a `webhook-id` that was taken before, nothing changes. */
export async function receiveHook(token: string, report: { callId?: string; body: unknown }): Promise<{ received: true; again?: true }> {
  const hook = await acrossFirms(() => HookModel.findOne({ tokenHash: hashToken(token) }).lean());
  if (!hook) throw notFound("This address");
  try {
    await take(systemScope(hook.firmId, `Webhook “${hook.name}”`), {
      hookId: hook._id,
      body: tidy(report.body, 0),
      ...(report.callId ? { callId: report.callId.slice(0, 200) } : {}),
    });
    return { received: true };
  } catch (error) {
    if (isDuplicateKey(error)) return { received: true, again: true };
    throw error;
  }
}

const take = operation({
  name: "webhooks.receive",
  role: "owner",
  input: Type.Object({ hookId: id, callId: Type.Optional(line(200)), body: Type.Unknown() }, closed),
  run: async ({ hookId, callId, body }) => {
    const hook = await changeFound(HookModel, { _id: hookId }, { $set: { lastUsedAt: clock.now() } });
    if (!hook) throw notFound("This address");
    if (callId) await HookCallModel.create([{ _id: newId("hookCall"), hookId, callId, at: clock.now() }]);
    const about = await aboutWhom(hook, body as Json);
    await emit({ type: "webhook.received", ...about, data: { name: hook.name, body } });
  },
});

async function aboutWhom(
  { find, makes }: Pick<HookRecord, "find" | "makes">,
  body: Json,
): Promise<{ contactId?: string; matterId?: string }> {
  const said = (name: keyof Finding): string => {
    const at = find[name];
    const value = at === undefined ? null : valueAt(body, at);
    return typeof value === "string" || typeof value === "number" ? String(value).trim().slice(0, 254) : "";
  };
  const matter = said("matterId") ? await MatterModel.findOne({ _id: said("matterId"), deletedAt: null }).lean() : null;
  if (matter) return { matterId: matter._id, ...(matter.mainContactId ? { contactId: matter.mainContactId } : {}) };
  const known = said("contactId") ? await ContactModel.findOne({ _id: said("contactId"), deletedAt: null }, { _id: 1 }).lean() : null;
  if (known) return { contactId: known._id };
  const email = said("email").toLowerCase();
  const same = email ? await ContactModel.find({ email, deletedAt: null }, { _id: 1 }).sort({ createdAt: 1 }).limit(1).lean() : [];
  if (same[0]) return { contactId: same[0]._id };
  if (!makes || !email) throw invalidField("/", "Nobody here is the person or matter this names. Nothing was done.");
  const scope = currentScope();
  const name = (part: "firstName" | "lastName", label: string) => oneLine(`/${part}`, label, said(part)).slice(0, 80);
  const [firstName, lastName, phone] = [name("firstName", "First name"), name("lastName", "Last name"), said("phone")];
  const more = { ...(firstName ? { firstName } : {}), ...(lastName ? { lastName } : {}), ...(phone ? { phone } : {}) };
  return { contactId: (await createContact(scope, { email, ...more, source: "webhook" })).id };
}

const deepest = 20;

/** What was reported, as it can be kept: names that a database or a language reads as something else are changed. */
function tidy(value: unknown, depth: number): Json {
  if (depth > deepest) throw invalidField("/", `What was reported is nested deeper than ${deepest} levels. Send less.`);
  if (Array.isArray(value)) return value.map((one) => tidy(one, depth + 1));
  if (value === null || typeof value !== "object") return value as Json;
  const fields = Object.entries(value).filter(([name]) => name !== "__proto__" && name !== "constructor" && name !== "prototype");
  return Object.fromEntries(fields.map(([name, one]) => [name.replace(/^\$/, "_").replaceAll(".", "_"), tidy(one, depth + 1)]));
}
