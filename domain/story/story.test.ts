import { afterAll, beforeAll, expect, it } from "vitest";
import type { JournalEntry } from "../../engine/run/index.ts";
import { aFirm, testDatabase } from "../../test/support/firm.ts";
import { newId, withScope } from "../base/index.ts";
import { JournalModel, RunModel } from "../runs/index.ts";
import { readStory } from "./index.ts";

let database: { stop(): Promise<void> };
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.stop());

it("a matter's story says “Answered” of what a person answered, not of a task that was done or a letter that staff made good otherwise", async () => {
  const firm = await aFirm();
  const { id: matterId, contactId } = await firm.matter();
  const flow = { flowKey: "welcome", flowName: "Welcome", version: 1, definitionHash: "x", subjectKind: "matter" as const, matterId };
  const [runId, at] = [newId("run"), new Date()];
  const startedBy = { kind: "system", id: "s", name: "Firmflow" };
  const lines: Omit<JournalEntry, "seq" | "at">[] = [
    { what: "completed", step: "assets", data: { contactId, event: "form.submitted" } },
    { what: "completed", step: "call", data: { event: "task.completed", task: "t1" } },
    { what: "completed", step: "hello", by: "Dana Whitfield", data: { how: "told them by phone" } },
  ];
  await withScope(firm.scope, async () => {
    await RunModel.create([{ _id: runId, ...flow, status: "running", workflow: "started", startedAt: at, startedBy }]);
    await JournalModel.insertMany(lines.map((line, seq) => ({ _id: newId("journal"), runId, seq, at, recordedAt: at, ...line })));
  });
  const { lines: told } = await readStory(firm.scope, { matterId, limit: 50 });
  const ofTheRun = told.filter((line) => line.link?.kind === "run").map((line) => `${line.what} (${line.more})`);
  expect(ofTheRun.sort()).toEqual(["Answered (assets)", "Done another way (hello)"]);
});
