import mongoose from "mongoose";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { connectToFresh, leaveDatabase } from "../../test/support/database.ts";
import { clock, type DomainError, linkToken, publicScope, type Scope, systemScope, withScope } from "../base/index.ts";
import { createContact } from "../contacts/index.ts";
import { EventModel } from "../events/index.ts";
import { createFirm } from "../firms/index.ts";
import { closeOccasion } from "../occasions/index.ts";
import { addStaff } from "../staff/index.ts";
import { AppointmentModel, appointmentByToken, book, cancelAppointment, createAppointmentType, openSlots, reschedule } from "./index.ts";

beforeAll(async () => {
  await connectToFresh();
});
afterEach(() => clock.reset());
afterAll(async () => {
  await leaveDatabase();
});

/** Monday 23 November 2026, 08:00 in Albany; Thursday is Thanksgiving. */
async function office(lawyers = 1) {
  clock.set(() => new Date("2026-11-23T13:00:00Z"));
  const firm = await createFirm({ name: "Hartwell & Ruiz", state: "NY", zone: "America/New_York", email: "office@hartwellruiz.example" });
  const scope = systemScope(firm._id);
  const staffIds: string[] = [];
  for (let one = 0; one < lawyers; one += 1)
    staffIds.push((await addStaff(scope, { name: `Lawyer ${one}`, email: `l${one}@hartwellruiz.example`, role: "staff" })).id);
  await createAppointmentType(scope, {
    key: "consultation",
    name: "Consultation",
    minutes: 60,
    every: 60,
    minimumNotice: 60,
    horizonDays: 14,
    modes: [{ kind: "office", place: "12 State Street" }, { kind: "video" }],
    staffIds,
  });
  return { firm, scope, staffIds };
}
const contact = async (scope: Scope, name = "Ngozi") =>
  (await createContact(scope, { firstName: name, lastName: "Okafor", email: `${name.toLowerCase()}@okafor.example` })).id;
const nineOnTuesday = "2026-11-24T14:00:00.000Z";

describe("booking", () => {
  it("takes an open slot, which is then no longer offered, and tells the flows", async () => {
    const { scope } = await office();
    const contactId = await contact(scope);
    expect((await openSlots(scope, { typeKey: "consultation" })).map((slot) => slot.startsAt)).toContain(nineOnTuesday);
    const booked = await book(scope, { typeKey: "consultation", startsAt: nineOnTuesday, contactId, requestId: "req_1" });
    expect((await openSlots(scope, { typeKey: "consultation" })).map((slot) => slot.startsAt)).not.toContain(nineOnTuesday);
    const event = await withScope(scope, () => EventModel.findOne({ type: "occasion.planned" }).lean());
    expect(event).toMatchObject({
      contactId,
      occasionId: booked.occasionId,
      requestId: "req_1",
      data: { kind: "appointment", type: "consultation", at: nineOnTuesday },
    });
  });

  it("gives one slot to one of 50 who try at the same moment, and the others a clear answer with open times", async () => {
    const { scope, firm } = await office();
    const people = await Promise.all(Array.from({ length: 50 }, (_, index) => contact(scope, `Visitor${index}`)));
    const tries = await Promise.allSettled(
      people.map((contactId) => book(publicScope(firm._id, contactId), { typeKey: "consultation", startsAt: nineOnTuesday, contactId })),
    );
    const refused = tries.filter((one) => one.status === "rejected").map((one) => one.reason as DomainError);
    expect(refused.map((error) => error.code)).toEqual(Array.from({ length: 49 }, () => "slot-taken"));
    expect(refused[0]?.extra.slots).toContain("2026-11-24T15:00:00.000Z");
    expect(await withScope(scope, () => AppointmentModel.countDocuments())).toBe(1);
  });

  it("gives overlapping times that begin differently to one only", async () => {
    const { scope } = await office();
    await createAppointmentType(scope, {
      key: "short",
      name: "Short call",
      minutes: 60,
      every: 30,
      modes: [{ kind: "phone" }],
      staffIds: (await withScope(scope, () => mongoose.models.Staff?.find().lean() ?? Promise.resolve([]))).map((one) => String(one._id)),
    });
    const contactId = await contact(scope);
    const tries = await Promise.allSettled([
      book(scope, { typeKey: "short", startsAt: "2026-11-24T14:00:00Z", contactId }),
      book(scope, { typeKey: "short", startsAt: "2026-11-24T14:30:00Z", contactId }),
    ]);
    expect(tries.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  });

  it("shares the work: whoever has the least booked that day takes it", async () => {
    const { scope } = await office(2);
    const contactId = await contact(scope);
    const first = await book(scope, { typeKey: "consultation", startsAt: nineOnTuesday, contactId });
    const second = await book(scope, { typeKey: "consultation", startsAt: "2026-11-24T15:00:00Z", contactId });
    expect(second.staffId).not.toBe(first.staffId);
  });

  it("refuses a holiday, the past, and a way of meeting that is not offered", async () => {
    const { scope } = await office();
    const contactId = await contact(scope);
    const on = (startsAt: string) => book(scope, { typeKey: "consultation", startsAt, contactId });
    await expect(on("2026-11-26T14:00:00Z")).rejects.toMatchObject({ code: "slot-taken" });
    await expect(on("2026-11-20T14:00:00Z")).rejects.toMatchObject({ code: "slot-taken" });
    await expect(book(scope, { typeKey: "consultation", startsAt: nineOnTuesday, contactId, mode: "phone" })).rejects.toMatchObject({
      errors: [{ path: "/mode" }],
    });
  });
});

describe("changing an appointment", () => {
  it("moves it and its occasion, and frees the old time", async () => {
    const { scope } = await office();
    const contactId = await contact(scope);
    const { appointmentId } = await book(scope, { typeKey: "consultation", startsAt: nineOnTuesday, contactId });
    await reschedule(scope, { appointmentId, startsAt: "2026-11-25T14:00:00Z" });
    expect((await openSlots(scope, { typeKey: "consultation" })).map((slot) => slot.startsAt)).toContain(nineOnTuesday);
    const moved = await withScope(scope, () => EventModel.findOne({ type: "occasion.moved" }).lean());
    expect(moved?.data).toMatchObject({ at: "2026-11-25T14:00:00.000Z", from: nineOnTuesday });
    expect((await appointmentByToken(linkToken("appointment", appointmentId))).sequence).toBe(1);
  });

  it("may move to a time that overlaps its own", async () => {
    const { scope, staffIds } = await office();
    await createAppointmentType(scope, { key: "half", name: "Half-hourly", minutes: 60, every: 30, modes: [{ kind: "phone" }], staffIds });
    const { appointmentId } = await book(scope, { typeKey: "half", startsAt: nineOnTuesday, contactId: await contact(scope) });
    const moved = await reschedule(scope, { appointmentId, startsAt: "2026-11-24T14:30:00Z" });
    expect(moved.startsAt).toBe("2026-11-24T14:30:00.000Z");
  });

  it("cancels once, and frees the time", async () => {
    const { scope } = await office();
    const { appointmentId } = await book(scope, { typeKey: "consultation", startsAt: nineOnTuesday, contactId: await contact(scope) });
    await cancelAppointment(scope, { appointmentId });
    expect((await openSlots(scope, { typeKey: "consultation" })).map((slot) => slot.startsAt)).toContain(nineOnTuesday);
    await expect(cancelAppointment(scope, { appointmentId })).rejects.toMatchObject({ code: "not-planned" });
  });

  it("follows its occasion when staff note that the client did not come", async () => {
    const { scope } = await office();
    const { appointmentId, occasionId } = await book(scope, {
      typeKey: "consultation",
      startsAt: nineOnTuesday,
      contactId: await contact(scope),
    });
    await closeOccasion(scope, { occasionId, state: "missed" });
    expect((await withScope(scope, () => AppointmentModel.findById(appointmentId).lean()))?.state).toBe("missed");
  });
});
