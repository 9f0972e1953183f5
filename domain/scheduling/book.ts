import { Temporal } from "temporal-polyfill";
import Type, { type Static } from "typebox";
import {
  clock,
  conflict,
  currentScope,
  hashToken,
  inTurn,
  invalidField,
  linkToken,
  newId,
  notFound,
  operation,
  type Scope,
} from "../base/index.ts";
import { firmInScope } from "../firms/index.ts";
import { closeOccasion, moveOccasion, planOccasion } from "../occasions/index.ts";
import { AppointmentModel, type AppointmentRecord, type AppointmentTypeRecord, StaffDayModel } from "./model.ts";
import { noticesAfter } from "./notices.ts";
import { slotsFor } from "./open.ts";
import { appointmentType } from "./types.ts";

const closed = { additionalProperties: false } as const;
const line = (max: number) => Type.String({ minLength: 1, maxLength: max, pattern: "^[^\\r\\n]*$" });
const instant = Type.String({ format: "date-time" });
const minute = 60_000;

export const Booking = Type.Object(
  {
    typeKey: line(60),
    startsAt: instant,
    mode: Type.Optional(Type.Enum(["office", "video", "phone"])),
    contactId: line(60),
    matterId: Type.Optional(line(60)),
    requestId: Type.Optional(line(60)),
    /** Chosen by staff; otherwise whoever has the least booked that day. */
    staffId: Type.Optional(line(60)),
    zone: Type.Optional(line(60)),
    note: Type.Optional(Type.String({ maxLength: 1_000 })),
  },
  closed,
);

/** Books an open slot; whoever comes second for the last free person gets `slot-taken` and the slots still open. */
const bookSlot = operation({
  name: "scheduling.book",
  role: "staff",
  public: true,
  input: Booking,
  run: async (input) => {
    const type = await appointmentType(input.typeKey);
    const firm = await firmInScope();
    const mode = type.modes.find((one) => one.kind === (input.mode ?? type.modes[0]?.kind));
    if (!mode)
      throw invalidField(
        "/mode",
        `"${type.name}" is not offered this way. Choose one of: ${type.modes.map((one) => one.kind).join(", ")}.`,
      );
    const { staffId, startsAt, endsAt } = await take(type, firm.zone, input.startsAt, input.staffId);
    const id = newId("appointment");
    const occasion = await planOccasion(currentScope(), {
      kind: "appointment",
      type: type.key,
      title: type.name,
      at: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      ...(mode.place ? { place: mode.place } : {}),
      ...(input.matterId ? { matterId: input.matterId } : {}),
      contactId: input.contactId,
      attend: [staffId],
      appointmentId: id,
      ...(input.requestId ? { requestId: input.requestId } : {}),
    });
    const record: AppointmentRecord & { _id: string } = {
      _id: id,
      typeKey: type.key,
      occasionId: occasion.id,
      staffId,
      startsAt,
      endsAt,
      ...busyTime(type, startsAt, endsAt),
      mode,
      contactId: input.contactId,
      ...(input.matterId ? { matterId: input.matterId } : {}),
      ...(input.requestId ? { requestId: input.requestId } : {}),
      zone: input.zone ?? firm.zone,
      state: "planned",
      sequence: 0,
      tokenHash: hashToken(linkToken("appointment", id)),
      ...(input.note ? { note: input.note } : {}),
      notices: [],
    };
    Object.assign(record, noticesAfter("confirmed", record, type.remind));
    await AppointmentModel.create([record]);
    return { appointmentId: id, occasionId: occasion.id, staffId, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
  },
});

/** As `bookSlot`; those who want the same kind of appointment at the same moment are served in turn. */
export const book: typeof bookSlot = Object.assign(
  (scope: Scope, input: Static<typeof Booking>) => inTurn(`${scope.firmId}:${input.typeKey}`, () => bookSlot(scope, input)),
  { spec: bookSlot.spec },
);

/** Moves an appointment to another open slot, with the same person if they are free then. */
export const reschedule = operation({
  name: "scheduling.reschedule",
  role: "staff",
  public: true,
  input: Type.Object({ appointmentId: line(60), startsAt: instant }, closed),
  run: async ({ appointmentId, startsAt }) => {
    const appointment = await planned(appointmentId);
    const type = await appointmentType(appointment.typeKey);
    const firm = await firmInScope();
    const taken = await take(type, firm.zone, startsAt, undefined, appointment);
    await AppointmentModel.updateOne(
      { _id: appointmentId },
      {
        $set: {
          ...taken,
          ...busyTime(type, taken.startsAt, taken.endsAt),
          sequence: appointment.sequence + 1,
          ...noticesAfter("moved", { ...appointment, ...taken, sequence: appointment.sequence + 1 }, type.remind),
        },
      },
    );
    await moveOccasion(currentScope(), {
      occasionId: appointment.occasionId,
      at: taken.startsAt.toISOString(),
      endsAt: taken.endsAt.toISOString(),
    });
    return {
      appointmentId,
      occasionId: appointment.occasionId,
      staffId: taken.staffId,
      startsAt: taken.startsAt.toISOString(),
      endsAt: taken.endsAt.toISOString(),
    };
  },
});

export const cancelAppointment = operation({
  name: "scheduling.cancel",
  role: "staff",
  public: true,
  input: Type.Object({ appointmentId: line(60), reason: Type.Optional(Type.String({ maxLength: 400 })) }, closed),
  run: async ({ appointmentId, reason }) => {
    const appointment = await planned(appointmentId);
    if (reason) await AppointmentModel.updateOne({ _id: appointmentId }, { $set: { note: reason } });
    await closeOccasion(currentScope(), { occasionId: appointment.occasionId, state: "cancelled" });
    return { appointmentId };
  },
});

async function planned(appointmentId: string) {
  const appointment = await AppointmentModel.findOne({ _id: appointmentId }).lean();
  if (!appointment) throw notFound("This appointment");
  if (appointment.state !== "planned") throw conflict("not-planned", `This appointment was already ${appointment.state}. Book a new one.`);
  return appointment;
}

const busyTime = (type: AppointmentTypeRecord, startsAt: Date, endsAt: Date) => ({
  busyFrom: new Date(startsAt.getTime() - type.bufferBefore * minute),
  busyTo: new Date(endsAt.getTime() + type.bufferAfter * minute),
});

/**
 * Finds who takes the slot. Writes each candidate's day first: of two bookings at once the second one's transaction is tried again and
 * then sees the first.
 */
async function take(
  type: AppointmentTypeRecord,
  zone: string,
  startsAt: string,
  wanted?: string,
  moving?: { _id: string; staffId: string },
) {
  const start = Date.parse(startsAt);
  if (!Number.isFinite(start)) throw invalidField("/startsAt", "The time of the appointment is not a date and time.");
  const firm = await firmInScope();
  const candidates = wanted ? [wanted] : type.staffIds;
  await lockDays(candidates, start, zone);
  const slots = await slotsFor(type, firm, clock.now(), moving?._id);
  const slot = slots.find((one) => one.startsAt === start);
  const free = (slot?.staff ?? []).filter((id) => candidates.includes(id));
  if (!slot || free.length === 0)
    throw conflict("slot-taken", "This time was just taken. Choose another one.", {
      slots: slots.slice(0, 40).map((one) => new Date(one.startsAt).toISOString()),
    });
  const staffId = moving && free.includes(moving.staffId) ? moving.staffId : await leastBooked(free, start, zone);
  return { staffId, startsAt: new Date(slot.startsAt), endsAt: new Date(slot.endsAt) };
}

const dayOf = (start: number, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(zone).toPlainDate().toString();

async function lockDays(staffIds: string[], start: number, zone: string): Promise<void> {
  const day = dayOf(start, zone);
  for (const staffId of [...staffIds].sort())
    await StaffDayModel.updateOne(
      { staffId, day },
      { $inc: { bookings: 1 }, $setOnInsert: { _id: `${staffId}|${day}` } },
      { upsert: true },
    );
}

async function leastBooked(staffIds: string[], start: number, zone: string): Promise<string> {
  if (staffIds.length === 1) return staffIds[0] ?? "";
  const day = Temporal.PlainDate.from(dayOf(start, zone)).toZonedDateTime(zone);
  const within = { $gte: new Date(day.epochMilliseconds), $lt: new Date(day.add({ days: 1 }).epochMilliseconds) };
  const counts = new Map(staffIds.map((id) => [id, 0]));
  for (const one of await AppointmentModel.find({ staffId: { $in: staffIds }, state: "planned", startsAt: within }, { staffId: 1 }).lean())
    counts.set(one.staffId, (counts.get(one.staffId) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => x - y || a.localeCompare(b))[0]?.[0] ?? "";
}
