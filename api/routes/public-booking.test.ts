import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { clock } from "../../domain/base/index.ts";
import { createContact } from "../../domain/contacts/index.ts";
import { openRequest } from "../../domain/requests/index.ts";
import { createAppointmentType } from "../../domain/scheduling/index.ts";
import { newFirm, type TestApi, testApi } from "../../test/support/api.ts";

let api: TestApi;
beforeAll(async () => {
  api = await testApi();
});
afterEach(() => clock.reset());
afterAll(() => api.stop());

/** Monday 23 November 2026, 08:00 in Albany. */
async function office() {
  clock.set(() => new Date("2026-11-23T13:00:00Z"));
  const firm = await newFirm();
  await createAppointmentType(firm.scope, {
    key: "design-meeting",
    name: "Design meeting",
    minutes: 60,
    every: 60,
    open: true,
    modes: [{ kind: "office", place: "41 Chapel Street" }, { kind: "phone" }],
    staffIds: [firm.staff.staff],
  });
  const { id: contactId } = await createContact(firm.scope, { firstName: "Ngozi", lastName: "Okafor", email: "ngozi@okafor.example" });
  const { url, requestId } = await openRequest(firm.scope, { kind: "appointment", contactId, asked: { type: "design-meeting" } });
  return { ...firm, contactId, requestId, token: url.split("/").pop() ?? "" };
}
const nineOnTuesday = "2026-11-24T14:00:00.000Z";

describe("an offered appointment", () => {
  it("shows open slots only, is booked by its link once, and gives a link to change it", async () => {
    const { token, as } = await office();
    const offer = await api.http.get(`/api/public/requests/${token}/slots`);
    expect(offer.body.slots[0].startsAt).toBe("2026-11-23T15:00:00.000Z");
    const made = await api.http
      .post(`/api/public/requests/${token}/booking`)
      .send({ startsAt: nineOnTuesday, mode: "office", zone: "America/Chicago" });
    expect(made.status).toBe(201);
    const again = await api.http.post(`/api/public/requests/${token}/booking`).send({ startsAt: "2026-11-24T15:00:00Z" });
    expect([again.status, again.body.type]).toEqual([409, "urn:firmflow:problem:already-booked"]);
    const slots = await api.http.get("/api/appointment-types/design-meeting/slots").set(as("viewer"));
    expect(slots.body.slots.map((slot: { startsAt: string }) => slot.startsAt)).not.toContain(nineOnTuesday);
    const manage = String(made.body.manageUrl).split("/").pop();
    const shown = await api.http.get(`/api/public/appointments/${manage}`);
    expect(shown.body).toMatchObject({
      startsAt: nineOnTuesday,
      zone: "America/Chicago",
      state: "planned",
      mode: { kind: "office", place: "41 Chapel Street" },
      with: "A staff",
    });
  });

  it("tells who comes too late that the time was taken, with the times still open", async () => {
    const { token, scope, contactId } = await office();
    const other = await openRequest(scope, { kind: "appointment", contactId, asked: { type: "design-meeting" }, days: 5 });
    await api.http.post(`/api/public/requests/${other.url.split("/").pop()}/booking`).send({ startsAt: nineOnTuesday });
    const late = await api.http.post(`/api/public/requests/${token}/booking`).send({ startsAt: nineOnTuesday });
    expect(late.status).toBe(409);
    expect(late.body.detail).toBe("This time was just taken. Choose another one.");
    expect(late.body.slots).toContain("2026-11-24T15:00:00.000Z");
  });

  it("is moved and cancelled by its link, and its calendar entry follows", async () => {
    const { token } = await office();
    const made = await api.http.post(`/api/public/requests/${token}/booking`).send({ startsAt: nineOnTuesday });
    const manage = String(made.body.manageUrl).split("/").pop();
    const moved = await api.http.post(`/api/public/appointments/${manage}/move`).send({ startsAt: "2026-11-25T14:00:00Z" });
    expect(moved.body.startsAt).toBe("2026-11-25T14:00:00.000Z");
    const file = await api.http.get(`/api/public/appointments/${manage}/calendar`);
    expect(file.text).toContain("SEQUENCE:1");
    expect(file.text).toContain("DTSTART:20261125T140000Z");
    expect((await api.http.post(`/api/public/appointments/${manage}/cancel`).send({})).status).toBe(204);
    const file2 = await api.http.get(`/api/public/appointments/${manage}/calendar`);
    expect(file2.text).toContain("METHOD:CANCEL");
  });

  it("can't be reached by a link that was made up", async () => {
    await office();
    const made = "x".repeat(43);
    expect((await api.http.get(`/api/public/appointments/${made}`)).status).toBe(410);
    expect((await api.http.post(`/api/public/requests/${made}/booking`).send({ startsAt: nineOnTuesday })).status).toBe(404);
  });
});

describe("booking from the firm's website", () => {
  it("makes a contact and the appointment", async () => {
    const { firm, as } = await office();
    const person = { firstName: "Rosa", lastName: "Delgado", email: "rosa@delgado.example" };
    const made = await api.http.post(`/api/public/booking/${firm.slug}/design-meeting`).send({ startsAt: nineOnTuesday, person });
    expect(made.status).toBe(201);
    const { body } = await api.http.get("/api/appointments?from=2026-11-24T00:00:00Z&to=2026-11-25T00:00:00Z").set(as("viewer"));
    expect(body.appointments).toHaveLength(1);
  });

  it("refuses what is not open to everybody", async () => {
    const { firm, scope, staff } = await office();
    await createAppointmentType(scope, { key: "inner", name: "Inner", minutes: 30, modes: [{ kind: "phone" }], staffIds: [staff.staff] });
    expect((await api.http.get(`/api/public/booking/${firm.slug}/inner`)).status).toBe(404);
  });
});
