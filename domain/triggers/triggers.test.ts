import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { aFirm, type TestFirm, testDatabase } from "../../test/support/firm.ts";
import { aFlow, done } from "../../test/support/flows.ts";
import { acrossFirms, clock, quietly, withScope } from "../base/index.ts";
import { BulkModel } from "../bulk/index.ts";
import { changeContact } from "../contacts/index.ts";
import { deliverPending } from "../events/dispatchers.ts";
import { changeFirm } from "../firms/index.ts";
import { forgetMissed, publishDefinition, setFlowState } from "../flows/index.ts";
import { changeMatter, deleteMatter } from "../matters/index.ts";
import { closeOccasion, moveOccasion, planOccasion } from "../occasions/index.ts";
import { addField } from "../pipelines/index.ts";
import { enrolOnce, RunModel } from "../runs/index.ts";
import { readStory } from "../story/index.ts";
import { readToday } from "../today/index.ts";
import { dueAt, PlannedStartModel, planFlows, startDue } from "./index.ts";

let database: { stop(): Promise<void> };
beforeAll(async () => {
  database = await testDatabase();
});
afterEach(() => clock.reset());
afterAll(() => database.stop());

const onError = (error: unknown) => {
  throw error;
};
const at = (moment: string) => clock.set(() => new Date(moment));
const deliver = () => deliverPending({ name: "test", onError });
/** At a moment: carries what happened to flows, plans, and starts what is due. */
async function work(moment: string): Promise<void> {
  at(moment);
  await deliver();
  await planFlows();
  await startDue(onError);
}
const runsOf = (firm: TestFirm) => withScope(firm.scope, () => RunModel.find().sort({ _id: 1 }).lean());
/** Occurrences that were started, not those that were missed. */
const started = async (firm: TestFirm) =>
  (await runsOf(firm)).filter((run) => run.outcome !== "refused").map((run) => run.occurrenceKey?.split("|").at(-1));
const planned = (firm: TestFirm) =>
  withScope(firm.scope, async () => (await PlannedStartModel.find({ at: { $exists: true } }).lean()).map((row) => row.at?.toISOString()));

const month = { field: "matter.limitationDate", before: "P30D" };
const reminder = (on: object[] = [month], more: Parameters<typeof aFlow>[1] = {}) =>
  aFlow({ done }, { key: "limitation", on: on as never, ...more });

async function firmWith(definition = reminder()) {
  at("2026-01-05T15:00:00Z");
  const firm = await aFirm();
  for (const key of ["limitationDate", "signedOn"]) await addField(firm.scope, { on: "matter", key, label: key, type: "date" });
  await publishDefinition(firm.scope, { definition });
  await planFlows();
  const dated = async (fields: Record<string, unknown>) => (await firm.matter({ fields })).id;
  const set = (matterId: string, fields: Record<string, unknown>) => changeMatter(firm.scope, { matterId, change: { fields } });
  return { ...firm, dated, set };
}

describe("a flow that starts before a date", () => {
  it("starts once, that long before, whoever looks how often", async () => {
    const firm = await firmWith();
    await firm.dated({ limitationDate: "2026-03-20" });
    await work("2026-02-18T13:59:00Z");
    expect(await started(firm)).toEqual([]);
    at("2026-02-18T14:00:01Z");
    await Promise.all([startDue(onError), startDue(onError), startDue(onError)]);
    await startDue(onError);
    expect(await started(firm)).toEqual(["2026-03-20"]);
  });

  it("follows the date when it moves, and not twice when it moves back", async () => {
    const firm = await firmWith();
    const matterId = await firm.dated({ limitationDate: "2026-03-20" });
    await work("2026-01-06T15:00:00Z");
    await firm.set(matterId, { limitationDate: "2026-05-20" });
    await work("2026-02-20T15:00:00Z");
    expect([await started(firm), await planned(firm)]).toEqual([[], ["2026-04-20T13:00:00.000Z"]]);
    await work("2026-04-20T13:00:00Z");
    await firm.set(matterId, { limitationDate: "2026-06-20" });
    await work("2026-04-21T13:00:00Z");
    await firm.set(matterId, { limitationDate: "2026-05-20" });
    await work("2026-04-22T13:00:00Z");
    expect(await started(firm)).toEqual(["2026-05-20"]);
  });

  it("asks the date once more when its time has come: one that moved a moment ago starts nothing", async () => {
    const firm = await firmWith();
    const matterId = await firm.dated({ limitationDate: "2026-03-20" });
    await work("2026-01-06T15:00:00Z");
    await firm.set(matterId, { limitationDate: "2026-05-20" });
    at("2026-02-18T14:00:00Z");
    await startDue(onError);
    expect([await started(firm), await planned(firm)]).toEqual([[], ["2026-04-20T13:00:00.000Z"]]);
  });

  it("clears with the date, and with the matter", async () => {
    const firm = await firmWith();
    const [cleared, gone] = [await firm.dated({ limitationDate: "2026-03-20" }), await firm.dated({ limitationDate: "2026-03-20" })];
    await work("2026-01-06T15:00:00Z");
    await firm.set(cleared, { limitationDate: null });
    await deleteMatter(firm.scope, { matterId: gone });
    await work("2026-01-07T15:00:00Z");
    expect(await planned(firm)).toEqual([]);
  });

  it("is made up for after nothing ran, for as long as the date is ahead; later it is for nothing", async () => {
    const firm = await firmWith();
    await firm.dated({ limitationDate: "2026-03-20" });
    const past = await firm.dated({ limitationDate: "2026-02-25" });
    await work("2026-01-06T15:00:00Z");
    at("2026-03-10T15:00:00Z");
    await startDue(onError);
    expect(await started(firm)).toEqual(["2026-03-20"]);
    const [row] = await withScope(firm.scope, () => PlannedStartModel.find({ subjectId: past }).lean());
    expect(row).toMatchObject({ last: "tooLate", lastDate: "2026-02-25" });
    expect(row?.at).toBeUndefined();
  });

  it("rule 7: that came too late is told in the matter's story, once, and can still be started by hand", async () => {
    const firm = await firmWith();
    const past = await firm.dated({ limitationDate: "2026-02-25" });
    await work("2026-01-06T15:00:00Z");
    at("2026-03-10T15:00:00Z");
    await startDue(onError);
    await startDue(onError);
    const { lines } = await readStory(firm.scope, { matterId: past, limit: 50 });
    const [told, ...more] = lines.filter((line) => line.what === "Flow not started");
    expect(more).toEqual([]);
    expect(told).toMatchObject({ state: "attention", detail: expect.stringContaining("it was due on January 26, 2026 at 9:00 AM, and") });
    const { attention } = await readToday(firm.scope, {});
    expect(attention.flows).toMatchObject([
      { flowName: "Welcome", about: "start", says: expect.stringContaining("Not started for one whose date") },
    ]);
    const enrolled = await enrolOnce(firm.scope, { flowKey: "limitation", subject: { kind: "matter", matterId: past } });
    expect(enrolled.became).toBe("run");
  });

  it("rule 7: that came too late is not told of whoever could not have entered", async () => {
    const firm = await firmWith(reminder([month], { where: { "==": [{ var: "matter.stage" }, "hired"] } }));
    const matterId = await firm.dated({ limitationDate: "2026-02-25" });
    await work("2026-01-06T15:00:00Z");
    at("2026-03-10T15:00:00Z");
    await startDue(onError);
    const { lines } = await readStory(firm.scope, { matterId, limit: 50 });
    expect(lines.map((line) => line.what)).not.toContain("Flow not started");
    expect((await readToday(firm.scope, {})).attention.flows).toEqual([]);
    const [row] = await withScope(firm.scope, () => PlannedStartModel.find({ subjectId: matterId }).lean());
    expect(row).toMatchObject({ last: "tooLate", lastDate: "2026-02-25" });
  });

  it("starts at once when the date is entered late, but not for another change, an import or publishing", async () => {
    const firm = await firmWith();
    at("2026-03-01T15:00:00Z");
    await firm.dated({ limitationDate: "2026-03-20" });
    await work("2026-03-01T15:00:01Z");
    expect(await started(firm)).toEqual(["2026-03-20"]);
    const imported = await firm.dated({});
    await deliver();
    await changeMatter(quietly(firm.scope), { matterId: imported, change: { fields: { limitationDate: "2026-03-21" } } });
    await work("2026-03-01T15:01:00Z");
    await publishDefinition(firm.scope, { definition: reminder([month, { event: "call.logged" }]) });
    await work("2026-03-01T15:02:00Z");
    expect(await started(firm)).toEqual(["2026-03-20"]);
  });

  it("is asked who may enter", async () => {
    const firm = await firmWith(reminder([month], { where: { "==": [{ var: "matter.stage" }, "hired"] } }));
    await firm.dated({ limitationDate: "2026-03-20" });
    await work("2026-01-06T15:00:00Z");
    await work("2026-02-18T14:00:00Z");
    expect(await started(firm)).toEqual([]);
  });
});

describe("a flow that starts every year on a date", () => {
  it("starts each year once, and after years of nothing running once", async () => {
    const firm = await firmWith(reminder([{ field: "matter.signedOn", every: "P1Y" }]));
    await firm.dated({ signedOn: "2024-02-29" });
    await work("2026-01-06T15:00:00Z");
    await work("2026-02-28T14:00:00Z");
    await work("2028-02-28T14:00:00Z");
    await work("2028-02-29T14:00:00Z");
    await work("2028-03-01T14:00:00Z");
    expect(await started(firm)).toEqual(["2026-02-28", "2028-02-29"]);
  });
});

describe("publishing and pausing", () => {
  it("plan for everybody there is, from then on", async () => {
    const firm = await firmWith(reminder([{ event: "call.logged" }]));
    await firm.dated({ limitationDate: "2026-03-20" });
    await firm.dated({ limitationDate: "2026-01-20" });
    await deliver();
    await publishDefinition(firm.scope, { definition: reminder() });
    await work("2026-01-05T15:00:01Z");
    expect(await planned(firm)).toEqual(["2026-02-18T14:00:00.000Z"]);
    await setFlowState(firm.scope, { key: "limitation", state: "paused" });
    await work("2026-02-20T15:00:00Z");
    expect([await planned(firm), await started(firm)]).toEqual([[], []]);
    await setFlowState(firm.scope, { key: "limitation", state: "live" });
    await work("2026-02-21T15:00:00Z");
    // Its moment fell into the pause.
    expect([await planned(firm), await started(firm)]).toEqual([[], []]);
  });

  it("with another offset plan anew; with the same one leave what is due", async () => {
    const firm = await firmWith();
    await firm.dated({ limitationDate: "2026-03-20" });
    await work("2026-01-06T15:00:00Z");
    at("2026-02-18T15:00:00Z");
    await publishDefinition(firm.scope, { definition: reminder([{ ...month, at: "10:30" }]) });
    await work("2026-02-18T15:31:00Z");
    expect(await started(firm)).toEqual(["2026-03-20"]);
    await publishDefinition(firm.scope, { definition: reminder([{ ...month, before: "P10D" }]) });
    await work("2026-02-19T15:00:00Z");
    expect(await planned(firm)).toEqual(["2026-03-10T13:00:00.000Z"]);
  });

  it("a firm that moves to another zone has its starts planned by it", async () => {
    const firm = await firmWith();
    await firm.dated({ limitationDate: "2026-03-20" });
    await work("2026-01-06T15:00:00Z");
    await changeFirm(firm.scope, { zone: "America/Los_Angeles" });
    await work("2026-01-06T15:00:01Z");
    expect(await planned(firm)).toEqual(["2026-02-18T17:00:00.000Z"]);
  });
});

describe("a flow that starts around an occasion", () => {
  it("follows it, and leaves it alone when it is cancelled", async () => {
    const firm = await firmWith(reminder([{ field: "occasion.at", before: "P2D" }], { subject: "occasion" }));
    const { id: matterId } = await firm.matter();
    const hearing = await planOccasion(firm.scope, { kind: "hearing", title: "Hearing", at: "2026-02-10T15:00:00Z", matterId });
    await work("2026-01-06T15:00:00Z");
    expect(await planned(firm)).toEqual(["2026-02-08T15:00:00.000Z"]);
    await moveOccasion(firm.scope, { occasionId: hearing.id, at: "2026-02-20T15:00:00Z" });
    await work("2026-01-07T15:00:00Z");
    expect(await planned(firm)).toEqual(["2026-02-18T15:00:00.000Z"]);
    await closeOccasion(firm.scope, { occasionId: hearing.id, state: "cancelled" });
    await work("2026-01-08T15:00:00Z");
    expect(await planned(firm)).toEqual([]);
  });
});

describe("a flow that starts by the calendar", () => {
  it("begins one start for everybody each time, however many workers look", async () => {
    const firm = await firmWith(reminder([{ schedule: "FREQ=MONTHLY;BYDAY=1TU" }]));
    at("2026-01-06T14:00:00Z");
    await Promise.all([startDue(onError), startDue(onError)]);
    await work("2026-01-07T14:00:00Z");
    await work("2026-02-03T14:00:00Z");
    const jobs = await withScope(firm.scope, () => BulkModel.find().sort({ _id: 1 }).lean());
    expect(jobs.map((job) => [job.everybody, job.occurrence?.split("|").at(-1)])).toEqual([
      ["matter", "2026-01-06T09:00"],
      ["matter", "2026-02-03T09:00"],
    ]);
  });

  it("rule 7: that came too late says so on Today, with what can be done, until somebody has read it; the next one comes by itself", async () => {
    const firm = await firmWith(reminder([{ schedule: "FREQ=MONTHLY;BYDAY=1TU" }]));
    await work("2026-01-20T15:00:00Z");
    const jobs = () => withScope(firm.scope, () => BulkModel.countDocuments());
    const told = async () => (await readToday(firm.scope, { mine: true })).attention.flows;
    expect([await jobs(), await planned(firm)]).toEqual([0, ["2026-02-03T14:00:00.000Z"]]);
    expect(await told()).toEqual([
      {
        ...{ flowKey: "limitation", flowName: "Welcome", about: "start", at: "2026-01-06T14:00:00.000Z" },
        says: "It was due for everybody on January 6, 2026 at 9:00 AM, and Firmflow was not running until it was too late. Start it for a list if it is still wanted; the next time comes by itself.",
      },
    ]);
    await forgetMissed(firm.scope, { key: "limitation" });
    expect(await told()).toEqual([]);
    await work("2026-02-03T14:00:00Z");
    expect([await jobs(), await told()]).toEqual([1, []]);
  });
});

describe("a flow that starts when something becomes true", () => {
  const hired = { becomes: { "==": [{ var: "matter.stage" }, "hired"] } };
  const big = { becomes: { ">": [{ var: "matter.value" }, 10_000] } };

  it("starts for each turning, not while it stays true, and not for those it was true of before", async () => {
    const firm = await firmWith(reminder([{ event: "call.logged" }]));
    const before = await firm.matter({ value: 20_000 });
    const later = await firm.matter({ value: 500 });
    await deliver();
    await publishDefinition(firm.scope, { definition: reminder([big]) });
    await work("2026-01-06T15:00:00Z");
    const value = async (matterId: string, amount: number) => {
      await changeMatter(firm.scope, { matterId, change: { value: amount } });
      await deliver();
    };
    await value(before.id, 30_000);
    await value(later.id, 15_000);
    await value(later.id, 16_000);
    await value(later.id, 100);
    await value(later.id, 17_000);
    const runs = await runsOf(firm);
    expect(runs.map((run) => run.matterId)).toEqual([later.id, later.id]);
  });

  it("starts for somebody new of whom it is true, and hears of its people's changes too", async () => {
    const firm = await firmWith(reminder([big, { becomes: { "==": [{ var: "contact.language" }, "es"] } }, hired]));
    const made = await firm.matter({ value: 20_000 });
    await deliver();
    expect((await runsOf(firm)).map((run) => run.matterId)).toEqual([made.id]);
    await changeContact(firm.scope, { contactId: made.contactId, change: { language: "es" } });
    await deliver();
    expect(await runsOf(firm)).toHaveLength(2);
  });
});

describe("what is due", () => {
  it("is found through an index over all firms", async () => {
    const plan = await acrossFirms(() => dueAt(new Date()).explain("queryPlanner"));
    expect(JSON.stringify(plan)).toContain("lookAt_1");
    expect(JSON.stringify(plan)).not.toContain("COLLSCAN");
  });
});
