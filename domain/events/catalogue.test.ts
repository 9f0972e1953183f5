import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { eventKinds } from "../../engine/conditions/index.ts";
import { aFirm, type TestFirm, testDatabase } from "../../test/support/firm.ts";
import { aFlow, done } from "../../test/support/flows.ts";
import { clock, withScope } from "../base/index.ts";
import { logCall } from "../calls/index.ts";
import { changeContact, changeTags, createContact, recordReply, unsubscribe } from "../contacts/index.ts";
import { publishDefinition } from "../flows/index.ts";
import { changeInvoice, createInvoice, sweepInvoices } from "../invoices/index.ts";
import { assignMatter, changeMatter, moveStage } from "../matters/index.ts";
import { changeOccasion, closeOccasion, moveOccasion, planOccasion } from "../occasions/index.ts";
import { RunModel } from "../runs/index.ts";
import { book, cancelAppointment, createAppointmentType, openSlots, reschedule } from "../scheduling/index.ts";
import { completeTask, createTask } from "../tasks/index.ts";
import { createHook, receiveHook } from "../webhooks/index.ts";
import { deliverPending } from "./dispatchers.ts";
import { EventModel } from "./index.ts";

let database: { stop(): Promise<void> };
beforeAll(async () => {
  database = await testDatabase();
});
afterEach(() => clock.reset());
afterAll(() => database.stop());

interface Stage extends TestFirm {
  contactId: string;
  matterId: string;
}
/** What makes it happen, and what of its data is then told. */
type Row = [event: string, act: (firm: Stage) => Promise<unknown>, data: object];

const at = "2026-03-10T15:00:00Z";
const hearing = ({ scope, matterId }: Stage) => planOccasion(scope, { kind: "hearing", type: "trial", title: "Trial", at, matterId });
const close = async (firm: Stage, state: "held" | "missed" | "cancelled") =>
  closeOccasion(firm.scope, { occasionId: (await hearing(firm)).id, state });
const invoice = ({ scope, matterId }: Stage, number: string, due: string) =>
  createInvoice(scope, { number, amountCents: 25_000, due, matterId, source: "hand" });
const occasion = { kind: "hearing", type: "trial" };

let booked = 0;
/** Booked as a client does, for a time that is open. */
async function booking({ scope, matterId, contactId, staffId }: Stage) {
  booked += 1;
  const key = `review-${booked}`;
  await createAppointmentType(scope, { key, name: "Review", minutes: 30, modes: [{ kind: "phone" }], staffIds: [staffId] });
  const [first, second] = await openSlots(scope, { typeKey: key });
  const made = await book(scope, { typeKey: key, startsAt: first?.startsAt ?? "", contactId, matterId });
  return { ...made, to: second?.startsAt ?? "" };
}
const appointment = { kind: "appointment" };
const attended = async (firm: Stage, state: "held" | "missed") => {
  const { occasionId } = await booking(firm);
  // Whether they came is said afterwards.
  return await closeOccasion(firm.scope, { occasionId, state });
};

const rows: Row[] = [
  [
    "contact.created",
    ({ scope }) => createContact(scope, { firstName: "Ada", email: "ada@mail.example", source: "Web" }),
    { source: "Web" },
  ],
  [
    "contact.changed",
    ({ scope, contactId }) => changeContact(scope, { contactId, change: { lastName: "Obi" } }),
    { paths: ["contact.lastName"] },
  ],
  ["contact.tagged", ({ scope, contactId }) => changeTags(scope, { contactId, add: ["vip"] }), { tag: "vip" }],
  ["contact.untagged", ({ scope, contactId }) => changeTags(scope, { contactId, remove: ["vip"] }), { tag: "vip" }],
  ["contact.replied", ({ scope, contactId }) => recordReply(scope, { contactId, message: "Yes" }), { message: "Yes" }],
  ["contact.unsubscribed", ({ scope, contactId }) => unsubscribe(scope, { contactId, source: "Link" }), { topic: "all" }],
  ["matter.created", (firm) => firm.matter({ source: "Web" }), { caseType: "estate-planning", source: "Web" }],
  ["matter.changed", ({ scope, matterId }) => changeMatter(scope, { matterId, change: { value: 7 } }), { paths: ["matter.value"] }],
  ["matter.stageChanged", ({ scope, matterId }) => moveStage(scope, { matterId, stage: "hired" }), { from: "lead", to: "hired" }],
  [
    "matter.assigned",
    ({ scope, matterId, staffId }) => assignMatter(scope, { matterId, staffId }),
    { staff: expect.stringMatching(/^stf_/) },
  ],
  ["occasion.planned", hearing, { ...occasion, at: "2026-03-10T15:00:00.000Z" }],
  [
    "occasion.moved",
    async (firm) => moveOccasion(firm.scope, { occasionId: (await hearing(firm)).id, at: "2026-03-11T15:00:00Z" }),
    { ...occasion, at: "2026-03-11T15:00:00.000Z", from: "2026-03-10T15:00:00.000Z" },
  ],
  [
    "occasion.changed",
    async (firm) => changeOccasion(firm.scope, { occasionId: (await hearing(firm)).id, change: { place: "Room 4" } }),
    { ...occasion, paths: ["occasion.place"] },
  ],
  ["occasion.held", (firm) => close(firm, "held"), occasion],
  ["occasion.missed", (firm) => close(firm, "missed"), occasion],
  ["occasion.cancelled", (firm) => close(firm, "cancelled"), occasion],
  ["occasion.planned", booking, appointment],
  [
    "occasion.moved",
    async (firm) => {
      const { appointmentId, to } = await booking(firm);
      return reschedule(firm.scope, { appointmentId, startsAt: to });
    },
    appointment,
  ],
  [
    "occasion.cancelled",
    async (firm) => cancelAppointment(firm.scope, { appointmentId: (await booking(firm)).appointmentId }),
    appointment,
  ],
  ["occasion.held", (firm) => attended(firm, "held"), appointment],
  ["occasion.missed", (firm) => attended(firm, "missed"), appointment],
  [
    "task.completed",
    async ({ scope, matterId }) =>
      completeTask(scope, { taskId: (await createTask(scope, { title: "Call", matterId })).id, outcome: "Reached" }),
    { title: "Call", outcome: "Reached" },
  ],
  [
    "call.logged",
    ({ scope, matterId }) => logCall(scope, { matterId, direction: "in", outcome: "reached" }),
    { title: "Call", outcome: "reached" },
  ],
  ["invoice.due", async (firm) => sweep(firm, await invoice(firm, "1", "2026-01-07")), { number: "1", amount: 250, days: 2 }],
  [
    "invoice.overdue",
    async (firm) => sweep(firm, await invoice(firm, "2", "2026-01-01")),
    { number: "2", amount: 250, days: 4, first: true },
  ],
  [
    "invoice.paid",
    async (firm) => changeInvoice(firm.scope, { invoiceId: (await invoice(firm, "3", "2026-02-01")).id, change: { paid: "2026-01-05" } }),
    { number: "3", amount: 250 },
  ],
  [
    "invoice.withdrawn",
    async (firm) => changeInvoice(firm.scope, { invoiceId: (await invoice(firm, "4", "2026-02-01")).id, change: { state: "void" } }),
    { number: "4", amount: 250 },
  ],
  [
    "webhook.received",
    async ({ scope }) => {
      const { token } = await createHook(scope, { name: "paid", find: { email: "/email" } });
      return await receiveHook(token, { body: { email: "ada@mail.example", sum: 3 } });
    },
    { name: "paid", body: { email: "ada@mail.example", sum: 3 } },
  ],
];
const sweep = ({ system }: Stage, _made: unknown) => sweepInvoices(system);

/** Told where somebody answers or something is sent: there the test that sees it told. */
const elsewhere: Record<string, string> = {
  "form.submitted": "domain/requests/requests.test.ts",
  "files.received": "domain/requests/requests.test.ts",
  "document.made": "domain/documents/documents.test.ts",
  "document.sent": "domain/documents/documents.test.ts",
  "document.viewed": "domain/documents/documents.test.ts",
  "message.bounced": "domain/messages/deliver.test.ts",
};
/** Their side of the product tells them, and brings its own tests. */
const withTheirOwn = ["document.partlySigned", "document.signed", "document.declined", "message.clicked", "message.failed", "run.ended"];

describe("the catalogue of events", () => {
  it("has each of its events told somewhere", () => {
    const known = [...rows.map(([event]) => event), ...Object.keys(elsewhere), ...withTheirOwn];
    expect(eventKinds.map((one) => one.name).filter((name) => !known.includes(name))).toEqual([]);
    for (const [event, file] of Object.entries(elsewhere))
      expect(readFileSync(join(import.meta.dirname, "..", "..", file), "utf8"), `${event} in ${file}`).toContain(
        event.split(".")[0] ?? event,
      );
  });

  it("has each told with its data, and each starts the flow that names it, once", async () => {
    clock.set(() => new Date("2026-01-05T15:00:00Z"));
    const firm = await aFirm();
    const { id: contactId } = await firm.contact();
    const { id: matterId } = await firm.matter({ mainContactId: contactId });
    const ofPeople = (event: string) => event.startsWith("contact.") || event.startsWith("webhook.");
    for (const subject of ["contact", "matter"] as const) {
      const types = new Set(rows.map(([event]) => event).filter((event) => ofPeople(event) === (subject === "contact")));
      const on = [...types].map((event) => ({ event }));
      await publishDefinition(firm.scope, { definition: aFlow({ done }, { key: `all-${subject}`, subject, on }) });
    }
    const told: { event: string; id: string }[] = [];
    for (const [event, act, data] of rows) {
      await act({ ...firm, contactId, matterId });
      const [last] = (await firm.events(event)).slice(-1);
      expect(last?.data, event).toMatchObject(data);
      told.push({ event, id: last?._id ?? "" });
    }
    const onError = (error: unknown) => {
      throw error;
    };
    await deliverPending({ name: "test", onError });
    // As if the dispatcher had died before it wrote down that it had delivered.
    await withScope(firm.scope, () => EventModel.updateMany({ type: "matter.stageChanged" }, { $set: { state: "pending" } }));
    await deliverPending({ name: "test", onError });
    const runs = await withScope(firm.scope, () => RunModel.find({}, { startEventId: 1 }).lean());
    const startsOf = (id: string) => runs.filter((run) => run.startEventId === id).length;
    expect(told.filter(({ id }) => startsOf(id) !== 1).map(({ event }) => event)).toEqual([]);
  });
});
