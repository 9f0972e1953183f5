import Type from "typebox";
import {
  acrossFirms,
  changeFound,
  clock,
  conflict,
  currentScope,
  emptyInput,
  gone,
  hashToken,
  invalidField,
  newId,
  notFound,
  operation,
  query,
  roles,
  systemScope,
} from "../base/index.ts";
import { ApiKeyModel, StaffModel } from "./model.ts";
import { newToken } from "./tokens.ts";

const line = (max: number) => Type.String({ minLength: 1, maxLength: max, pattern: "^[^\\r\\n]*$" });
const role = Type.Enum([...roles]);
const inviteDays = 14;

export const NewStaff = Type.Object(
  {
    name: line(120),
    email: Type.String({ format: "email", maxLength: 200 }),
    role,
    title: Type.Optional(line(80)),
    phone: Type.Optional(line(40)),
  },
  { additionalProperties: false },
);

/** Adds somebody and makes the link with which they choose a password (valid 14 days, once). */
export const addStaff = operation({
  name: "staff.add",
  role: "owner",
  input: NewStaff,
  run: async (input) => {
    const email = input.email.trim().toLowerCase();
    if (await StaffModel.exists({ email })) throw conflict("staff-exists", `${email} is already a member of your staff.`);
    const token = newToken();
    const id = newId("staff");
    await StaffModel.create([{ _id: id, ...input, email, active: true, invite: inviteOf(token) }]);
    return { id, inviteToken: token };
  },
});

export const renewInvite = operation({
  name: "staff.renewInvite",
  role: "owner",
  input: Type.Object({ staffId: line(60) }, { additionalProperties: false }),
  run: async ({ staffId }) => {
    const token = newToken();
    const open = { _id: staffId, userId: { $exists: false } };
    const found = await changeFound(StaffModel, open, { $set: { invite: inviteOf(token) } });
    if (!found) throw notFound("An open invitation for this person");
    return { id: staffId, inviteToken: token };
  },
});

const inviteOf = (token: string) => ({ tokenHash: hashToken(token), expiresAt: new Date(clock.now().getTime() + inviteDays * 86_400_000) });

export const changeStaff = operation({
  name: "staff.change",
  role: "owner",
  input: Type.Object(
    {
      staffId: line(60),
      change: Type.Partial(
        Type.Object({ name: line(120), role, title: line(80), phone: line(40), active: Type.Boolean() }, { additionalProperties: false }),
        { additionalProperties: false },
      ),
    },
    { additionalProperties: false },
  ),
  run: async ({ staffId, change }) => {
    const staff = await StaffModel.findById(staffId);
    if (!staff) throw notFound("This member of staff");
    const stopsOwning = staff.role === "owner" && ((change.role && change.role !== "owner") || change.active === false);
    if (stopsOwning && (await StaffModel.countDocuments({ role: "owner", active: true })) < 2)
      throw invalidField(
        change.active === false ? "/change/active" : "/change/role",
        "A firm needs at least one owner. Make somebody else an owner first.",
      );
    staff.set(change);
    await staff.save();
    return shown(staff.toObject());
  },
});

export const listStaff = query({
  name: "staff.list",
  role: "viewer",
  input: emptyInput,
  run: async () => (await StaffModel.find().sort({ name: 1 }).lean()).map(shown),
});

/** A member of staff as others see them. */
function shown(staff: {
  _id: string;
  name: string;
  email: string;
  role: string;
  title?: string;
  phone?: string;
  photoFileId?: string;
  active: boolean;
  away?: { until: Date; standIn?: string };
  userId?: string;
}) {
  const { _id: id, name, email, title, phone, photoFileId, active, away } = staff;
  const gone = away && away.until > clock.now() ? { away: { until: away.until.toISOString(), standIn: away.standIn } } : {};
  return { id, name, email, role: staff.role, title, phone, photoFileId, active, ...gone, invited: !staff.userId };
}

/** Whose invitation this is; the firm is known from it. */
export function invitationOf(token: string) {
  return acrossFirms(async () => {
    const staff = await StaffModel.findOne({ "invite.tokenHash": hashToken(token) }).lean();
    if (!staff?.invite || staff.invite.expiresAt < clock.now())
      throw gone("This invitation is no longer valid. Ask the owner of your firm for a new one.");
    return { staffId: staff._id, firmId: staff.firmId, name: staff.name, email: staff.email };
  });
}

/** Ties a sign-in to a member of staff, which uses the invitation up. */
export async function linkUser(firmId: string, staffId: string, userId: string): Promise<void> {
  await link(systemScope(firmId), { staffId, userId });
}
const link = operation({
  name: "staff.link",
  role: "owner",
  input: Type.Object({ staffId: line(60), userId: line(100) }),
  run: async ({ staffId, userId }) => {
    await StaffModel.updateOne({ _id: staffId }, { $set: { userId }, $unset: { invite: 1 } });
  },
});

/** The member of staff who signed in, if they still work for a firm. */
export function staffOfUser(userId: string) {
  return acrossFirms(() => StaffModel.findOne({ userId, active: true }).sort({ createdAt: 1 }).lean());
}

export const createApiKey = operation({
  name: "apiKeys.create",
  role: "owner",
  input: Type.Object({ name: line(80), role }, { additionalProperties: false }),
  run: async ({ name, role: keyRole }) => {
    const key = `ff_${newToken()}`;
    const id = newId("apiKey");
    await ApiKeyModel.create([
      { _id: id, name, role: keyRole, hash: hashToken(key), hint: key.slice(0, 9), createdBy: currentScope().actor.name },
    ]);
    return { id, key };
  },
});

export const listApiKeys = query({
  name: "apiKeys.list",
  role: "owner",
  input: emptyInput,
  run: async () =>
    (
      await ApiKeyModel.find({ revokedAt: { $exists: false } })
        .sort({ createdAt: 1 })
        .lean()
    ).map(({ _id: id, name, role: keyRole, hint, createdBy, lastUsedAt, createdAt }) => ({
      id,
      name,
      role: keyRole,
      hint,
      createdBy,
      lastUsedAt,
      createdAt,
    })),
});

export const revokeApiKey = operation({
  name: "apiKeys.revoke",
  role: "owner",
  input: Type.Object({ apiKeyId: line(60) }, { additionalProperties: false }),
  run: async ({ apiKeyId }) => {
    const found = await changeFound(ApiKeyModel, { _id: apiKeyId }, { $set: { revokedAt: clock.now() } });
    if (!found) throw notFound("This API key");
  },
});

export function apiKeyOf(key: string) {
  return acrossFirms(async () => {
    const found = await ApiKeyModel.findOne({ hash: hashToken(key) }).lean();
    if (!found || found.revokedAt) return null;
    await ApiKeyModel.updateOne({ _id: found._id }, { $set: { lastUsedAt: clock.now() } });
    return found;
  });
}

/** The name of a member of staff, for clients. Within a scope. */
export async function staffName(staffId: string): Promise<string | undefined> {
  return (await StaffModel.findOne({ _id: staffId }, { name: 1 }).lean())?.name;
}
