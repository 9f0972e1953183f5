import { afterAll, beforeAll, expect, it } from "vitest";
import { withScope } from "../domain/base/index.ts";
import { publishDefinition, VersionModel } from "../domain/flows/index.ts";
import { type AdvanceRequest, enrolOnce } from "../domain/runs/index.ts";
import { aFirm, testDatabase } from "../test/support/firm.ts";
import { aFlow, done } from "../test/support/flows.ts";
import { advanceRun } from "./advance.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.stop());

it("a workflow task that took several inputs and was lost with Temporal is taken again, and told what each came to the first time", async () => {
  const firm = await aFirm();
  const note = { kind: "addNote" as const, text: "Waited.", next: "done" };
  await publishDefinition(firm.scope, { definition: aFlow({ pause: { kind: "wait", for: "PT2M", next: "note" }, note, done }) });
  const { id: matterId } = await firm.matter();
  const { runId = "" } = await enrolOnce(firm.scope, { flowKey: "welcome", subject: { kind: "matter", matterId } });
  const begun = Date.now();
  const ask = { firmId: firm.scope.firmId, runId, flowKey: "welcome" };
  const start: AdvanceRequest = { ...ask, tick: 0, state: null, queued: { id: "start", input: { type: "start" } }, now: begun };
  const started = await advanceRun(start);
  const later = begun + 180_000;
  const timer: AdvanceRequest = { ...ask, tick: 1, state: started.state, queued: { id: "timer", input: { type: "timer" } }, now: later };
  const woke = await advanceRun(timer);
  expect(woke.effects.map((effect) => effect.kind)).toEqual(["addNote"]);
  expect(await advanceRun({ ...start, now: later })).toEqual(started);
  expect(await advanceRun(timer)).toEqual(woke);
});

/** A firm whose flow's version stands in the database with this put in the place of that, before anything has read it. */
async function withVersion(from: string, to: string) {
  const firm = await aFirm();
  const moment = { kind: "wait" as const, instant: "2100-03-01T09:00", next: "done" };
  await publishDefinition(firm.scope, { definition: aFlow({ pause: moment, done }) });
  await withScope(firm.scope, async () => {
    const version = await VersionModel.findOne({ flowKey: "welcome", number: 1 }).lean();
    const definition = version?.definition.replace(from, to) ?? "";
    await VersionModel.updateOne({ flowKey: "welcome", number: 1 }, { $set: { definition } });
  });
  const { id: matterId } = await firm.matter();
  return { firm, start: () => enrolOnce(firm.scope, { flowKey: "welcome", subject: { kind: "matter" as const, matterId } }) };
}

it("a run begins on a version that an older Firmflow kept in its own spelling, and waits until the same moment", async () => {
  const { firm, start } = await withVersion('"instant"', '"at"');
  const { runId = "" } = await start();
  const ask = { firmId: firm.scope.firmId, runId, flowKey: "welcome", tick: 0, state: null, now: Date.now() };
  const { wakeAt } = await advanceRun({ ...ask, queued: { id: "start", input: { type: "start" } } });
  expect(wakeAt).toBe("2100-03-01T14:00:00.000Z");
});

it("nobody is started on a version that only a newer Firmflow can read: it says so in a sentence", async () => {
  const { start } = await withVersion("firmflow/1", "firmflow/2");
  const refused = { code: "newer-format", message: expect.stringContaining("made by a newer Firmflow (format firmflow/2)") };
  await expect(start()).rejects.toMatchObject(refused);
});
