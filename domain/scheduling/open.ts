import Type from "typebox";
import { type BookingRules, type Person, openSlots as slotsOf } from "../../engine/scheduling/index.ts";
import { clock, query } from "../base/index.ts";
import { type FirmRecord, firmInScope } from "../firms/index.ts";
import { StaffModel } from "../staff/index.ts";
import { AppointmentModel, type AppointmentTypeRecord } from "./model.ts";
import { appointmentType } from "./types.ts";

const closed = { additionalProperties: false } as const;
const day = 86_400_000;

/** The open slots of a type: instants in UTC, with the firm's zone to speak of days in. Who is free is for staff only. */
export const openSlots = query({
  name: "scheduling.openSlots",
  role: "viewer",
  public: true,
  input: Type.Object({ typeKey: Type.String({ maxLength: 60 }), ignoring: Type.Optional(Type.String({ maxLength: 60 })) }, closed),
  run: async ({ typeKey, ignoring }) => {
    const [type, firm] = await Promise.all([appointmentType(typeKey), firmInScope()]);
    const slots = await slotsFor(type, firm, clock.now(), ignoring);
    return slots.map((slot) => ({ startsAt: new Date(slot.startsAt).toISOString(), endsAt: new Date(slot.endsAt).toISOString() }));
  },
});

/** Within an operation or query. `ignoring`: an appointment that is being moved does not stand in its own way. */
export async function slotsFor(type: AppointmentTypeRecord, firm: FirmRecord, now: Date, ignoring?: string) {
  const people = await peopleFor(type, firm, now, new Date(now.getTime() + (type.horizonDays + 2) * day), ignoring);
  return slotsOf(rulesOf(type), people, firm.zone, new Set(firm.holidays.map((holiday) => holiday.date)), now.getTime());
}

async function peopleFor(type: AppointmentTypeRecord, firm: FirmRecord, from: Date, to: Date, ignoring?: string): Promise<Person[]> {
  const staff = await StaffModel.find({ _id: { $in: type.staffIds }, active: true }, { _id: 1 }).lean();
  const ids = staff.map((one) => one._id);
  const taken = await AppointmentModel.find(
    { staffId: { $in: ids }, state: "planned", busyFrom: { $lt: to }, busyTo: { $gt: new Date(from.getTime() - day) } },
    { staffId: 1, busyFrom: 1, busyTo: 1 },
  ).lean();
  return ids.map((id) => ({
    id,
    hours: type.hours ?? firm.hours,
    busy: taken
      .filter((one) => one.staffId === id && one._id !== ignoring)
      .map((one) => ({ from: one.busyFrom.getTime(), to: one.busyTo.getTime() })),
  }));
}

function rulesOf(type: AppointmentTypeRecord): BookingRules {
  const { minutes, bufferBefore, bufferAfter, minimumNotice, horizonDays, every } = type;
  return { minutes, bufferBefore, bufferAfter, minimumNotice, horizonDays, every };
}
