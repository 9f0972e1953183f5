import Type from "typebox";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { aFirm, type TestFirm, testDatabase } from "../../test/support/firm.ts";
import { clock, newId, operation, publicScope, type Scope, withScope } from "../base/index.ts";
import { logCall } from "../calls/index.ts";
import { emit } from "../events/index.ts";
import { assignMatter } from "../matters/index.ts";
import { closeOccasion, OccasionModel, planOccasion } from "../occasions/index.ts";
import { RunModel } from "../runs/index.ts";
import { addStaff } from "../staff/index.ts";
import { completeTask, createTask, reopenTask, TaskModel } from "../tasks/index.ts";
import { markSeen, readCalendar, readToday, readTodayCounts } from "./index.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.stop());

const inMinutes = (minutes: number) => new Date(clock.now().getTime() + minutes * 60_000).toISOString();
const tell = operation({
  name: "test.tell",
  role: "staff",
  input: Type.Object({ type: Type.String(), contactId: Type.String(), matterId: Type.String() }),
  run: ({ type, contactId, matterId }) => emit({ type, contactId, matterId, data: { form: "family" } }),
});
async function somebodyElse(firm: TestFirm): Promise<Scope> {
  const { id } = await addStaff(firm.system, { name: "Marcus Bell", email: "marcus@hartwellruiz.example", role: "staff" });
  return { firmId: firm.firm._id, actor: { kind: "staff", id, name: "Marcus Bell", role: "staff" } };
}

it("of more tasks than are looked through it is said that there may be more", async () => {
  const { scope } = await aFirm();
  const task = (number: number) => ({ _id: newId("task"), title: `Order copy ${number}`, state: "open" as const, due: clock.now() });
  await withScope(scope, () => TaskModel.insertMany(Array.from({ length: 499 }, (_, number) => task(number))));
  expect((await readToday(scope, {})).tasks).toMatchObject({ count: 499, mayBeMore: false });
  await withScope(scope, () => TaskModel.insertMany([task(499), task(500)]));
  expect((await readToday(scope, {})).tasks).toMatchObject({ count: 500, mayBeMore: true });
});

describe("new leads nobody has touched", () => {
  it("stand there with their age until somebody calls", async () => {
    const firm = await aFirm();
    const { id, contactId } = await firm.matter({ source: "Referral" });
    const before = await readToday(firm.scope, {});
    expect(before.leads).toMatchObject({
      count: 1,
      items: [{ matterId: id, minutes: 0, source: "Referral", caseType: "Estate planning", contact: { name: "Ngozi Okafor" } }],
    });
    await logCall(firm.scope, { contactId, matterId: id, direction: "out", outcome: "noAnswer" });
    expect((await readToday(firm.scope, {})).leads.count).toBe(0);
  });

  it("are another's once assigned to them, and everybody's before", async () => {
    const firm = await aFirm();
    const marcus = await somebodyElse(firm);
    const { id } = await firm.matter();
    expect((await readToday(firm.scope, { mine: true })).leads.count).toBe(1);
    await assignMatter(firm.scope, { matterId: id, staffId: marcus.actor.id });
    expect((await readToday(firm.scope, { mine: true })).leads.count).toBe(0);
    expect((await readToday(marcus, { mine: true })).leads.count).toBe(1);
    expect((await readToday(firm.scope, {})).counts).toEqual({ mine: 0, everyone: 1 });
  });

  it("of another firm are not seen", async () => {
    await (await aFirm()).matter();
    expect((await readToday((await aFirm()).scope, {})).counts.everyone).toBe(0);
  });
});

describe("replies and answers", () => {
  it("leave when read, and come back by an undo", async () => {
    const firm = await aFirm();
    const { id, contactId } = await firm.matter();
    await tell(firm.scope, { type: "form.submitted", contactId, matterId: id });
    const { answers } = await readToday(firm.scope, { mine: true });
    expect(answers.items).toMatchObject([{ type: "form.submitted", contact: { name: "Ngozi Okafor" }, matter: { id } }]);
    const eventId = answers.items[0]?.eventId ?? "";
    await markSeen(firm.scope, { eventId });
    await markSeen(firm.scope, { eventId });
    expect((await readToday(firm.scope, {})).answers.count).toBe(0);
    await markSeen(firm.scope, { eventId, undo: true });
    expect((await readToday(firm.scope, {})).answers.count).toBe(1);
  });
});

describe("tasks", () => {
  it("to call stand apart, and what is due later than tomorrow is not there", async () => {
    const firm = await aFirm();
    const { id } = await firm.matter();
    await createTask(firm.scope, { title: "Call Ngozi about the asset form", matterId: id, due: inMinutes(30) });
    await createTask(firm.scope, { title: "Order the certified copies", due: inMinutes(-30) });
    await createTask(firm.scope, { title: "File the papers", due: inMinutes(60 * 24 * 5) });
    const today = await readToday(firm.scope, { mine: true });
    expect(today.calls.items.map((one) => one.title)).toEqual(["Call Ngozi about the asset form"]);
    expect(today.calls.items[0]).toMatchObject({ contact: { name: "Ngozi Okafor" }, matter: { id } });
    expect(today.tasks.items.map((one) => one.title)).toEqual(["Order the certified copies"]);
    expect(await readTodayCounts(firm.scope, {})).toEqual({ today: 3, tasks: 3 });
  });

  it("leave when done and are back when taken back", async () => {
    const firm = await aFirm();
    const { id } = await createTask(firm.scope, { title: "Conflict check", due: inMinutes(-5) });
    await completeTask(firm.scope, { taskId: id });
    expect((await readToday(firm.scope, {})).tasks.count).toBe(0);
    await reopenTask(firm.scope, { taskId: id });
    expect((await readToday(firm.scope, {})).tasks.count).toBe(1);
  });

  it("of a matter are its assignee's when nobody else was named", async () => {
    const firm = await aFirm();
    const marcus = await somebodyElse(firm);
    const { id } = await firm.matter();
    await assignMatter(firm.scope, { matterId: id, staffId: marcus.actor.id });
    await createTask(firm.scope, { title: "Draft the will", matterId: id, due: inMinutes(5) });
    expect((await readToday(firm.scope, { mine: true })).tasks.count).toBe(0);
    expect((await readToday(marcus, { mine: true })).tasks.count).toBe(1);
  });

  it("that ask for approval stand apart, with a date or without", async () => {
    const firm = await aFirm();
    const { id } = await firm.matter();
    await createTask(firm.scope, {
      title: "Approve the engagement letter",
      matterId: id,
      approvalId: newId("approval"),
      asked: [firm.staffId],
    });
    await createTask(firm.scope, { title: "Approve a fee", matterId: id, approvalId: newId("approval"), asked: [newId("staff")] });
    const today = await readToday(firm.scope, { mine: true });
    expect(today.approvals.items.map((one) => one.title)).toEqual(["Approve the engagement letter"]);
    expect(today.tasks.count).toBe(0);
  });
});

describe("runs that need somebody", () => {
  it("stand there with what is wrong and where", async () => {
    const firm = await aFirm();
    const { id } = await firm.matter();
    const runId = newId("run");
    await withScope(firm.scope, () =>
      RunModel.create([
        {
          ...{
            _id: runId,
            flowKey: "onboarding",
            flowName: "Onboarding",
            version: 1,
            definitionHash: "h",
            subjectKind: "matter",
            matterId: id,
          },
          ...{ status: "attention", needsAttention: true, startedBy: firm.scope.actor, startedAt: clock.now(), workflow: "started" },
          position: [{ token: "1", step: "welcome", visit: 1, state: "attention", since: clock.now().toISOString(), reason: "bounced" }],
        },
      ]),
    );
    expect((await readToday(firm.scope, { mine: true })).attention).toMatchObject({
      count: 1,
      items: [{ runId, flowName: "Onboarding", step: "welcome", reason: "bounced", contact: { name: "Ngozi Okafor" } }],
    });
  });
});

describe("the day's dates", () => {
  afterEach(() => clock.reset());
  it("are today's and the next days', also those over, without the cancelled", async () => {
    const firm = await aFirm();
    const { id } = await firm.matter();
    const plan = async (title: string, at: string) => (await planOccasion(firm.scope, { kind: "hearing", title, at, matterId: id })).id;
    clock.set(() => new Date("2026-11-23T21:40:00Z"));
    const held = await plan("Arraignment", "2026-11-23T14:30:00Z");
    await plan("Yesterday's", "2026-11-23T04:30:00Z");
    await plan("Signing", "2026-11-24T19:00:00Z");
    await closeOccasion(firm.scope, { occasionId: await plan("Off", "2026-11-25T19:00:00Z"), state: "cancelled" });
    await closeOccasion(firm.scope, { occasionId: held, state: "held" });
    const today = await readToday(firm.scope, { mine: true });
    expect(today.today).toBe("2026-11-23");
    expect(today.agenda.map((one) => [one.title, one.state])).toEqual([
      ["Arraignment", "held"],
      ["Signing", "planned"],
    ]);
    expect(today.holidays).toContainEqual({ date: "2026-11-26", name: "Thanksgiving Day" });
  });
});

describe("the calendar", () => {
  it("has every date of a stretch, and those of one person with their matters' where nobody was named", async () => {
    const firm = await aFirm();
    const marcus = await somebodyElse(firm);
    const { id } = await firm.matter();
    await assignMatter(firm.scope, { matterId: id, staffId: firm.staffId });
    const plan = (title: string, at: string, attend: string[] = []) =>
      planOccasion(firm.scope, { kind: "appointment", title, at, matterId: id, attend });
    await plan("Hearing", "2026-12-03T14:30:00Z");
    await plan("Consultation", "2026-12-04T14:30:00Z", [marcus.actor.id]);
    await plan("Next year", "2027-01-04T14:30:00Z");
    const december = { from: "2026-12-01T05:00:00Z", until: "2027-01-01T05:00:00Z" };
    const titles = async (more: object) => (await readCalendar(firm.scope, { ...december, ...more })).dates.map((one) => one.title);
    expect(await titles({})).toEqual(["Hearing", "Consultation"]);
    expect(await titles({ staffId: marcus.actor.id })).toEqual(["Consultation"]);
    expect(await titles({ staffId: firm.staffId })).toEqual(["Hearing"]);
    const { holidays, dates } = await readCalendar(firm.scope, december);
    expect(holidays).toContainEqual({ date: "2026-12-25", name: "Christmas Day" });
    expect(dates[1]).toMatchObject({ with: ["Marcus Bell"], contact: { name: "Ngozi Okafor" }, matter: { id } });
  });
  it("says from when on dates are left out where there are more than can be shown", async () => {
    const { scope } = await aFirm();
    const from = Date.parse("2026-12-01T05:00:00Z");
    const hearing = (n: number) => ({
      _id: newId("occasion"),
      ...{
        kind: "hearing" as const,
        title: `Hearing ${n}`,
        at: new Date(from + n * 60_000),
        state: "planned" as const,
        attend: [],
        fields: {},
      },
    });
    await withScope(scope, () => OccasionModel.insertMany(Array.from({ length: 1_001 }, (_, n) => hearing(n))));
    const calendar = await readCalendar(scope, { from: "2026-12-01T05:00:00Z", until: "2026-12-08T05:00:00Z" });
    expect(calendar.dates).toHaveLength(1_000);
    expect(calendar.missingFrom).toBe(new Date(from + 1_000 * 60_000).toISOString());
  });
  it("refuses more than a hundred days at once", async () => {
    const { scope } = await aFirm();
    await expect(readCalendar(scope, { from: "2026-01-01T00:00:00Z", until: "2027-01-01T00:00:00Z" })).rejects.toThrow();
  });
});

it("a visitor reads nobody's Today", async () => {
  const { firm } = await aFirm();
  await expect(readToday(publicScope(firm._id, "visitor"), {})).rejects.toThrow("signed-in");
});
