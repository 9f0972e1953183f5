import ical from "node-ical";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { connectToFresh, leaveDatabase } from "../../test/support/database.ts";
import { smtpServer } from "../../test/support/mailServers.ts";
import { clock, systemScope, withScope } from "../base/index.ts";
import { createContact } from "../contacts/index.ts";
import { createFirm } from "../firms/index.ts";
import { hold, release } from "../holds/index.ts";
import { closeMailConnections } from "../messages/index.ts";
import { addStaff } from "../staff/index.ts";
import { AppointmentModel, book, cancelAppointment, createAppointmentType, reschedule, sendDueNotices } from "./index.ts";

type MailServer = Awaited<ReturnType<typeof smtpServer>>;
const relay = process.env.SMTP_URL;
let mails: MailServer;
beforeAll(async () => {
  await connectToFresh();
});
beforeEach(async () => {
  mails = await smtpServer();
  process.env.SMTP_URL = mails.url;
});
afterEach(async () => {
  clock.reset();
  closeMailConnections();
  await mails.stop();
  process.env.SMTP_URL = relay ?? "";
});
afterAll(async () => {
  await leaveDatabase();
});

const nineOnTuesday = "2026-11-24T14:00:00.000Z";
const tenOnTuesday = "2026-11-24T15:00:00.000Z";

/** Monday 23 November 2026, 08:00 in Albany: a firm whose consultation is booked for Tuesday at nine. */
async function booked(remind: string[] = []) {
  clock.set(() => new Date("2026-11-23T13:00:00Z"));
  const firm = await createFirm({ name: "Hartwell & Ruiz", state: "NY", zone: "America/New_York", email: "office@hartwellruiz.example" });
  const scope = systemScope(firm._id);
  const { id: staffId } = await addStaff(scope, { name: "Elena Ruiz", email: "elena@hartwellruiz.example", role: "owner" });
  await createAppointmentType(scope, {
    key: "consultation",
    name: "Consultation",
    minutes: 60,
    every: 60,
    minimumNotice: 60,
    horizonDays: 14,
    modes: [{ kind: "office", place: "41 Chapel Street" }],
    staffIds: [staffId],
    remind,
  });
  const contact = await createContact(scope, { firstName: "Ngozi", lastName: "Okafor", email: "ngozi@okafor.example" });
  const appointment = await book(scope, { typeKey: "consultation", startsAt: nineOnTuesday, contactId: contact.id });
  return { scope, contact, appointment };
}

/** As many workers at the same moment as one machine has. */
const sweepAtOnce = (workers: number) => Promise.all(Array.from({ length: workers }, () => sendDueNotices()));

function invitationIn(mail: MailServer["received"][number]) {
  const file = mail.mail.attachments.find((one) => /calendar|\.ics/.test(`${one.contentType} ${one.filename}`));
  const event = Object.values(ical.sync.parseICS(file?.content.toString("utf8") ?? "")).find((one) => one?.type === "VEVENT");
  if (event?.type !== "VEVENT") throw new Error("There is no invitation in this mail.");
  return event;
}

describe("notices of appointments", () => {
  it("bring a booking's confirmation with its invitation exactly once, also when four workers sweep at the same moment", async () => {
    await booked();
    await sweepAtOnce(4);
    await sweepAtOnce(2);
    expect(mails.received.map((one) => one.to)).toEqual([["ngozi@okafor.example"]]);
    const event = invitationIn(mails.received[0] as MailServer["received"][number]);
    expect(event.start.toISOString()).toBe(nineOnTuesday);
    expect(event.end?.toISOString()).toBe(tenOnTuesday);
    expect(event.location).toBe("41 Chapel Street");
    expect(event).toMatchObject({ sequence: 0, status: "CONFIRMED" });
  });

  it("move and remove the calendar's one entry: the same UID with a higher sequence", async () => {
    const { scope, appointment } = await booked();
    await sendDueNotices();
    await reschedule(scope, { appointmentId: appointment.appointmentId, startsAt: tenOnTuesday });
    await sweepAtOnce(2);
    await cancelAppointment(scope, { appointmentId: appointment.appointmentId });
    await sweepAtOnce(2);
    const events = mails.received.map(invitationIn);
    expect(new Set(events.map((event) => event.uid)).size).toBe(1);
    expect(events.map((event) => [event.sequence, event.status])).toEqual([
      [0, "CONFIRMED"],
      [1, "CONFIRMED"],
      [2, "CANCELLED"],
    ]);
    expect(events[1]?.start.toISOString()).toBe(tenOnTuesday);
  });
});

describe("rule 11: while messages to the client are held", () => {
  const at = (moment: string) => clock.set(() => new Date(moment));
  const subjects = () => mails.received.map(({ mail }) => mail.subject?.split(":")[0]);
  const noticesOf = async ({ scope, appointment }: Awaited<ReturnType<typeof booked>>) => {
    const found = await withScope(scope, () => AppointmentModel.findOne({ _id: appointment.appointmentId }).lean());
    return (found?.notices ?? []).map(({ kind, before, state, reason }) => [kind, before, state, reason].filter(Boolean).join(" "));
  };
  const held = async (remind: string[]) => {
    const office = await booked(remind);
    const { id: holdId } = await hold(office.scope, { target: "contact", targetId: office.contact.id, reason: "A death in the family" });
    return { ...office, holdId };
  };

  it("a confirmation and a reminder stay, and leave after it; of several reminders the newest", async () => {
    const office = await held(["PT22H", "PT20H", "PT2H"]);
    await sweepAtOnce(2);
    at("2026-11-23T18:30:00Z");
    await sweepAtOnce(2);
    expect([mails.received, await noticesOf(office)]).toEqual([
      [],
      ["confirmed pending", "reminder PT22H skipped A later reminder was due as well.", "reminder PT20H pending", "reminder PT2H pending"],
    ]);
    await release(office.scope, { holdId: office.holdId });
    await sweepAtOnce(2);
    expect(mails.received).toHaveLength(2);
    expect(await noticesOf(office)).toEqual([
      "confirmed sent",
      "reminder PT22H skipped A later reminder was due as well.",
      "reminder PT20H sent",
      "reminder PT2H pending",
    ]);
  });

  it("what would only come after the appointment has begun is left out, and says why", async () => {
    const office = await held(["PT2H"]);
    at("2026-11-24T14:00:00Z");
    await release(office.scope, { holdId: office.holdId });
    await sweepAtOnce(2);
    expect([subjects(), await noticesOf(office)]).toEqual([
      [],
      ["confirmed skipped The appointment had already begun.", "reminder PT2H skipped The appointment had already begun."],
    ]);
  });
});

describe("notices", () => {
  it("of one appointment that cannot be told are reported and keep nobody else waiting", async () => {
    const first = await booked();
    await withScope(first.scope, () => AppointmentModel.updateOne({ _id: first.appointment.appointmentId }, { $unset: { mode: 1 } }));
    await booked();
    await expect(sendDueNotices()).rejects.toThrow();
    expect(mails.received).toHaveLength(1);
  });
});
