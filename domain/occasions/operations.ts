import Type, { type Static } from "typebox";
import { conflict, invalidField, newId, notFound, operation, query, type Stored } from "../base/index.ts";
import { contactById } from "../contacts/index.ts";
import { emit } from "../events/index.ts";
import {
  changedPaths,
  clearable,
  clearedLine,
  closed,
  customFields,
  id,
  instant,
  instantOf,
  key,
  line,
  oneLine,
  optionalId,
} from "../inputs/index.ts";
import { matterById } from "../matters/index.ts";
import { appointmentFollows } from "../scheduling/follow.ts";
import { OccasionModel, type OccasionRecord, type OccasionState, occasionKinds } from "./model.ts";

const kind = Type.Enum([...occasionKinds]);
const attend = Type.Array(id, { maxItems: 60 });
export const NewOccasion = Type.Object(
  {
    kind,
    type: Type.Optional(key),
    title: line(200),
    at: instant,
    endsAt: Type.Optional(instant),
    place: Type.Optional(line(300)),
    attend: Type.Optional(attend),
    matterId: optionalId,
    contactId: optionalId,
    appointmentId: optionalId,
    /** The request of a flow that this answers. */
    requestId: optionalId,
    notes: Type.Optional(Type.String({ maxLength: 5_000 })),
    fields: Type.Optional(customFields),
  },
  closed,
);
export const OccasionChange = Type.Object(
  {
    title: Type.Optional(line(200)),
    type: Type.Optional(key),
    endsAt: Type.Optional(instant),
    place: clearable(300),
    attend: Type.Optional(attend),
    notes: Type.Optional(Type.String({ maxLength: 5_000 })),
    fields: Type.Optional(customFields),
  },
  closed,
);

export async function occasionById(occasionId: string): Promise<Stored<OccasionRecord>> {
  const occasion = await OccasionModel.findById(occasionId).lean();
  if (!occasion) throw notFound("This occasion");
  return occasion as Stored<OccasionRecord>;
}

/** Plans a dated thing about a matter or, before there is one, about a contact. */
export const planOccasion = operation({
  name: "occasions.plan",
  role: "staff",
  public: true,
  input: NewOccasion,
  run: async (input) => {
    const matter = input.matterId ? await matterById(input.matterId) : null;
    const contactId = input.contactId ?? matter?.mainContactId;
    if (!contactId) throw invalidField("/matterId", "Say which matter or contact this is about.");
    if (!matter) await contactById(contactId);
    const at = instantOf("/at", "Date and time", input.at);
    const made: OccasionRecord = {
      kind: input.kind,
      ...(input.type ? { type: input.type } : {}),
      title: oneLine("/title", "Title", input.title),
      at,
      ...(input.endsAt ? { endsAt: endOf(at, input.endsAt) } : {}),
      ...(input.place ? { place: oneLine("/place", "Place", input.place) } : {}),
      attend: input.attend ?? [],
      state: "planned",
      ...(matter ? { matterId: matter._id } : {}),
      contactId,
      ...(input.appointmentId ? { appointmentId: input.appointmentId } : {}),
      ...(input.notes ? { notes: input.notes } : {}),
      fields: input.fields ?? {},
    };
    const occasionId = newId("occasion");
    await OccasionModel.create([{ _id: occasionId, ...made }]);
    await tell("occasion.planned", occasionId, made, {}, input.requestId);
    return { id: occasionId };
  },
});

function endOf(at: Date, value: string): Date {
  const end = instantOf("/endsAt", "End", value);
  if (end <= at) throw invalidField("/endsAt", "The end must be after the beginning.");
  return end;
}

/** To another time. Reminders follow it: waits on its date are planned again. */
export const moveOccasion = operation({
  name: "occasions.move",
  role: "staff",
  public: true,
  input: Type.Object({ occasionId: id, at: instant, endsAt: Type.Optional(instant), place: clearable(300) }, closed),
  run: async ({ occasionId, at: to, endsAt, place }) => {
    const before = await occasionById(occasionId);
    if (before.state === "cancelled") throw conflict("occasion-cancelled", "This was cancelled. Plan it anew instead of moving it.");
    const at = instantOf("/at", "Date and time", to);
    const length = before.endsAt ? before.endsAt.getTime() - before.at.getTime() : null;
    const end = endsAt ? endOf(at, endsAt) : length === null ? undefined : new Date(at.getTime() + length);
    const after = { ...before, at, endsAt: end, ...(place === undefined ? {} : { place: clearedLine("/place", "Place", place) }) };
    if (at.getTime() === before.at.getTime()) return await writeOccasion(occasionId, before, after);
    await writeOccasion(occasionId, before, { ...after, state: "moved" });
    await tell("occasion.moved", occasionId, after, { from: before.at.toISOString() });
    return { changed: ["occasion.at"] };
  },
});

export const changeOccasion = operation({
  name: "occasions.change",
  role: "staff",
  input: Type.Object({ occasionId: id, change: OccasionChange }, closed),
  run: async ({ occasionId, change }) => {
    const before = await occasionById(occasionId);
    const after: OccasionRecord = { ...before };
    if (change.title !== undefined) after.title = oneLine("/change/title", "Title", change.title);
    if (change.type !== undefined) after.type = change.type;
    if (change.endsAt !== undefined) after.endsAt = endOf(before.at, change.endsAt);
    if (change.place !== undefined) after.place = clearedLine("/change/place", "Place", change.place);
    if (change.attend) after.attend = change.attend;
    if (change.notes !== undefined) after.notes = change.notes;
    if (change.fields) after.fields = { ...before.fields, ...change.fields };
    return await writeOccasion(occasionId, before, after);
  },
});

const endings = { held: "occasion.held", missed: "occasion.missed", cancelled: "occasion.cancelled" } as const;
/** It took place, the client did not come, or it will not take place. */
export const closeOccasion = operation({
  name: "occasions.close",
  role: "staff",
  public: true,
  input: Type.Object(
    { occasionId: id, state: Type.Union([Type.Literal("held"), Type.Literal("missed"), Type.Literal("cancelled")]) },
    closed,
  ),
  run: async ({ occasionId, state }) => {
    const before = await occasionById(occasionId);
    if (before.state === state) return { changed: [] };
    const after = { ...before, state: state satisfies OccasionState };
    const written = await writeOccasion(occasionId, before, after);
    if (before.appointmentId) await appointmentFollows(before.appointmentId, state);
    await tell(endings[state], occasionId, after, {});
    return written;
  },
});

async function writeOccasion(occasionId: string, before: OccasionRecord, after: OccasionRecord): Promise<{ changed: string[] }> {
  const changed = changedPaths("occasion", comparable(before), comparable(after));
  if (!changed.length) return { changed };
  const { title, at, attend: who, state, fields } = after;
  const optional = Object.entries({ type: after.type, endsAt: after.endsAt, place: after.place, notes: after.notes });
  const gone = optional.filter(([, one]) => one === undefined);
  await OccasionModel.updateOne(
    { _id: occasionId },
    {
      $set: { title, at, attend: who, state, fields, ...Object.fromEntries(optional.filter(([, one]) => one !== undefined)) },
      ...(gone.length ? { $unset: Object.fromEntries(gone.map(([name]) => [name, 1])) } : {}),
    },
  );
  await emit({ type: "occasion.changed", occasionId, ...about(after), data: { ...dataOf(after), paths: changed } });
  return { changed };
}

const comparable = ({
  kind: what,
  type,
  title,
  at,
  endsAt,
  place,
  attend: who,
  state,
  notes,
  fields,
}: OccasionRecord): Record<string, unknown> => ({
  ...fields,
  ...{ kind: what, type, title, at, endsAt, place, attend: who, state, notes },
});
const about = ({ matterId, contactId }: OccasionRecord) => ({ ...(matterId ? { matterId } : {}), ...(contactId ? { contactId } : {}) });
const dataOf = (occasion: OccasionRecord) => ({ kind: occasion.kind, type: occasion.type ?? null, at: occasion.at.toISOString() });

async function tell(
  type: string,
  occasionId: string,
  occasion: OccasionRecord,
  more: Record<string, unknown>,
  requestId?: string,
): Promise<void> {
  await emit({ type, occasionId, ...about(occasion), data: { ...dataOf(occasion), ...more }, ...(requestId ? { requestId } : {}) });
}

/** The occasions of a stretch of time, for the calendar; or of one matter or contact. */
export const listOccasions = query({
  name: "occasions.list",
  role: "viewer",
  input: Type.Object(
    {
      from: Type.Optional(instant),
      until: Type.Optional(instant),
      matterId: optionalId,
      contactId: optionalId,
      kind: Type.Optional(kind),
      limit: Type.Integer({ minimum: 1, maximum: 1_000, default: 500 }),
    },
    closed,
  ),
  run: async ({ from, until, matterId, contactId, kind: which, limit }) => {
    const at = {
      ...(from ? { $gte: instantOf("/from", "From", from) } : {}),
      ...(until ? { $lt: instantOf("/until", "Until", until) } : {}),
    };
    const rest = { ...(from || until ? { at } : {}), ...(matterId ? { matterId } : {}), ...(which ? { kind: which } : {}) };
    const read = (whose: { contactId?: string; attend?: string }) =>
      OccasionModel.find({ ...whose, ...rest })
        .sort({ at: 1, _id: 1 })
        .limit(limit)
        .lean();
    if (!contactId) return await read({});
    // About them, or one they must be at: two looks, each of which an index answers.
    const found = new Map([...(await read({ contactId })), ...(await read({ attend: contactId }))].map((one) => [one._id, one]));
    return [...found.values()].sort((one, other) => Number(one.at) - Number(other.at) || (one._id < other._id ? -1 : 1)).slice(0, limit);
  },
});

export type NewOccasionInput = Static<typeof NewOccasion>;
