import mongoose from "mongoose";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Position } from "../../engine/run/index.ts";
import { aFirm, type TestFirm, testDatabase } from "../../test/support/firm.ts";
import { aFlow, done } from "../../test/support/flows.ts";
import { newId, withScope } from "../base/index.ts";
import { publishDefinition } from "../flows/index.ts";
import { MessageModel } from "../messages/model.ts";
import { JournalModel, RunModel, type RunRecord } from "../runs/index.ts";
import {
  countAnew,
  countDue,
  countFirst,
  countId,
  countLost,
  FlowCountModel,
  readNumbers,
  runsBehind,
  stepCounts,
  TrailModel,
} from "./index.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.stop());

const flow = aFlow({
  hello: { kind: "addNote", text: "Said hello", next: "form" },
  form: { kind: "waitForEvent", event: "form.submitted", timeout: "P21D", next: "done", onTimeout: "done" },
  done,
});

async function office(): Promise<TestFirm> {
  const firm = await aFirm();
  await publishDefinition(firm.scope, { definition: flow });
  return firm;
}

const waiting = (step: string): Position => ({ token: "t1", step, visit: 1, state: "waiting", since: "2026-11-01T15:00:00Z" });
type Told = [step: string, what: "noted" | "waiting" | "timedOut" | "ended"];

/** A run as `recordAdvance` leaves it: what it did is due to be counted. */
async function aRun(firm: TestFirm, told: Told[], more: Partial<RunRecord> = {}): Promise<string> {
  const id = newId("run");
  const who = { flowKey: flow.key, flowName: flow.name, version: 1, definitionHash: "h", subjectKind: "matter" as const };
  const began = { startedBy: firm.scope.actor, startedAt: new Date("2026-11-02T15:00:00Z"), workflow: "started" as const };
  await withScope(firm.scope, async () => {
    await RunModel.create([{ _id: id, ...who, ...began, status: "running", counting: "due", seq: told.length, position: [], ...more }]);
    await write(id, told, 1);
  });
  return id;
}
async function write(runId: string, told: Told[], first: number): Promise<void> {
  await JournalModel.insertMany(
    told.map(([step, what], index) => {
      const at = new Date(Date.parse("2026-11-02T15:00:00Z") + (first + index) * 3_600_000);
      return { _id: newId("journal"), runId, seq: first + index, at, recordedAt: at, what, step, visit: 1 };
    }),
  );
}
async function goesOn(firm: TestFirm, runId: string, told: Told[], first: number, more: Partial<RunRecord>): Promise<void> {
  await withScope(firm.scope, async () => {
    await write(runId, told, first);
    await RunModel.updateOne({ _id: runId }, { $set: { seq: first + told.length - 1, counting: "due", ...more } });
  });
}
async function countAll(): Promise<void> {
  while ((await countDue()) > 0);
}
const at = (numbers: Awaited<ReturnType<typeof readNumbers>>, step: string) => numbers.steps.find((one) => one.step === step)?.counts;

it("counts follow a run as it goes on, and say the same when they are counted again", async () => {
  const firm = await office();
  const id = await aRun(
    firm,
    [
      ["hello", "noted"],
      ["form", "waiting"],
    ],
    { position: [waiting("form")] },
  );
  await countAll();
  const before = await readNumbers(firm.scope, { key: flow.key });
  expect(before.runs).toMatchObject({ began: 1, over: 0 });
  expect(at(before, "form")).toEqual({ entered: 1, waiting: 1 });
  await goesOn(
    firm,
    id,
    [
      ["form", "timedOut"],
      ["done", "ended"],
    ],
    3,
    { position: [], status: "ended", outcome: "completed" },
  );
  await countAll();
  const after = await readNumbers(firm.scope, { key: flow.key });
  expect(at(after, "form")).toEqual({ entered: 1, done: 1 });
  expect(after.ways).toEqual([
    { from: "form", outlet: "onTimeout", count: 1 },
    { from: "hello", outlet: "next", count: 1 },
  ]);
  expect(await stepCounts(firm.scope, { flowKey: flow.key })).toEqual(
    expect.arrayContaining([
      { step: "hello", state: "done", count: 1 },
      { step: "form", state: "done", count: 1 },
    ]),
  );
  await countAnew();
  await countAll();
  expect(await readNumbers(firm.scope, { key: flow.key })).toEqual(after);
});

it("a flow of a hundred thousand runs is told without reading one of them, in a moment", async () => {
  const firm = await office();
  const days = Array.from({ length: 730 }, (_, n) => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10));
  const steps = Array.from({ length: 30 }, (_, n) => `step${n}`);
  const counts = (runs: number) => ({
    began: runs,
    ...Object.fromEntries(steps.flatMap((step) => ["entered", "done"].map((what) => [`${what}:${step}`, runs]))),
    ...Object.fromEntries(steps.flatMap((step) => [40, 90, 130].map((bucket) => [`took:${step}|${bucket}`, Math.ceil(runs / 3)]))),
    ...Object.fromEntries(steps.map((step) => [`way:${step}|next`, runs])),
  });
  const row = (span: "day" | "month" | "all", day: string, runs: number) => {
    const place = { flowKey: flow.key, version: 1, span, day };
    return { _id: countId(firm.scope.firmId, place), ...place, counts: counts(runs) };
  };
  const months = [...Map.groupBy(days, (day) => day.slice(0, 7))].map(([month, of]) => row("month", month, of.length * 137));
  const rows = [row("all", "", 100_010), ...months, ...days.map((day) => row("day", day, 137))];
  await withScope(firm.scope, () => FlowCountModel.insertMany(rows));
  const asked: string[] = [];
  mongoose.set("debug", (collection: string) => void asked.push(collection));
  const took: number[] = [];
  for (const range of [{}, { since: "2025-06-15" }, { since: "2025-01-01", until: "2026-12-31" }, {}]) {
    const from = performance.now();
    const numbers = await readNumbers(firm.scope, { key: flow.key, ...range });
    took.push(performance.now() - from);
    expect(numbers.runs.began).toBeGreaterThan(70_000);
  }
  mongoose.set("debug", false);
  console.log(`Numbers of 100,000 runs: ${took.map((ms) => `${Math.round(ms)} ms`).join(", ")}`);
  expect([...new Set(asked)]).toEqual(["flowCounts"]);
});

it("the people behind a number are as many as it says, of a version and of days", async () => {
  const firm = await office();
  const first = await aRun(
    firm,
    [
      ["hello", "noted"],
      ["form", "waiting"],
    ],
    { position: [waiting("form")] },
  );
  const second = await aRun(
    firm,
    [
      ["hello", "noted"],
      ["form", "waiting"],
    ],
    {
      ...{ position: [waiting("form")], version: 2, startedAt: new Date("2026-11-05T15:00:00Z") },
    },
  );
  await aRun(firm, [["hello", "noted"]], { position: [waiting("hello")] });
  await countAll();
  const behind = async (more: object) =>
    (await runsBehind(firm.scope, { key: flow.key, mark: "waiting:form", limit: 50, ...more })).runs.map((run) => run.id);
  expect(await behind({})).toEqual([second, first]);
  expect(await behind({ version: 1 })).toEqual([first]);
  expect(await behind({ since: "2026-11-03" })).toEqual([second]);
  const numbers = await readNumbers(firm.scope, { key: flow.key, since: "2026-11-03", until: "2026-11-30" });
  expect(at(numbers, "form")).toEqual({ entered: 1, waiting: 1 });
  expect(numbers.versions.map(({ version, began }) => [version, began])).toEqual([[2, 1]]);
  expect(await behind({ mark: "waiting:nowhere" })).toEqual([]);
});

it("a run that is moved to another version takes its counts along", async () => {
  const firm = await office();
  const id = await aRun(
    firm,
    [
      ["hello", "noted"],
      ["form", "waiting"],
    ],
    { position: [waiting("form")] },
  );
  await countAll();
  await goesOn(firm, id, [], 3, { version: 2 });
  await withScope(firm.scope, () => RunModel.updateOne({ _id: id }, { $set: { seq: 2 } }));
  await countAll();
  const numbers = await readNumbers(firm.scope, { key: flow.key });
  expect(numbers.versions.map(({ version, began }) => [version, began])).toEqual([[2, 1]]);
});

it("what became of a mail after its run went on is counted too", async () => {
  const firm = await office();
  const runId = await aRun(firm, [["hello", "noted"]]);
  const mail = newId("message");
  const address = { address: "ngozi@mail.example", name: "Ngozi" };
  const says = { subject: "", html: "", text: "", language: "en" as const, values: {}, documentIds: [] };
  const sent = { key: mail, state: "sent" as const, channel: "email" as const, purpose: "marketing" as const, to: address, from: address };
  await withScope(firm.scope, () =>
    MessageModel.create([{ _id: mail, ...sent, ...says, messageId: `<${mail}>`, runId, step: "hello", attempts: 1 }]),
  );
  await countAll();
  await withScope(firm.scope, () => MessageModel.updateOne({ _id: mail }, { $set: { clickedAt: new Date(), counting: "due" } }));
  await countAll();
  expect(at(await readNumbers(firm.scope, { key: flow.key }), "hello")).toEqual({ entered: 1, sent: 1, delivered: 1, clicked: 1 });
});

it("what a process had taken up when it died is counted by another, once", async () => {
  const firm = await office();
  const id = await aRun(firm, [["hello", "noted"]]);
  await withScope(firm.scope, () =>
    RunModel.updateOne({ _id: id }, { $set: { counting: "taken", updatedAt: new Date(Date.now() - 120_000) } }, { timestamps: false }),
  );
  await countAll();
  expect((await readNumbers(firm.scope, { key: flow.key })).runs.began).toBe(0);
  await countLost();
  await countAll();
  expect((await readNumbers(firm.scope, { key: flow.key })).runs.began).toBe(1);
});

it("however many count at once, nothing counts twice", async () => {
  const firm = await office();
  for (let n = 0; n < 30; n++) await aRun(firm, [["hello", "noted"]]);
  await Promise.all(Array.from({ length: 4 }, countAll));
  await countLost();
  await countAll();
  const numbers = await readNumbers(firm.scope, { key: flow.key });
  expect([numbers.runs.began, at(numbers, "hello")]).toEqual([30, { entered: 30 }]);
});

it("runs there were before numbers were kept are counted when a worker starts", async () => {
  const firm = await office();
  await aRun(firm, [["hello", "noted"]], { tick: 3 });
  await withScope(firm.scope, async () => {
    await RunModel.updateMany({}, { $unset: { counting: 1 } });
    await TrailModel.deleteMany({});
    await FlowCountModel.deleteMany({});
  });
  await countFirst();
  await countAll();
  expect((await readNumbers(firm.scope, { key: flow.key })).runs.began).toBe(1);
});
