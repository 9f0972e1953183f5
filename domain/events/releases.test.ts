import type { Client } from "@temporalio/client";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { aFirm, type TestFirm, testDatabase } from "../../test/support/firm.ts";
import { clock, newId, withScope } from "../base/index.ts";
import { hold, release } from "../holds/index.ts";
import { RunModel, setTemporal } from "../runs/index.ts";
import { tellReleased } from "./dispatchers.ts";

let database: { stop(): Promise<void> };
beforeAll(async () => {
  database = await testDatabase();
});
afterEach(() => setTemporal(null));
afterAll(() => database.stop());

/** Runs of a flow, as they stand recorded. */
async function runs(firm: TestFirm, flowKey: string, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => newId("run"));
  const record = { flowKey, flowName: flowKey, version: 1, definitionHash: "x", subjectKind: "matter" as const, matterId: "mat_1" };
  const open = {
    status: "running" as const,
    workflow: "started" as const,
    startedAt: clock.now(),
    startedBy: { kind: "staff", id: "s", name: "Dana" },
  };
  await withScope(firm.scope, () => RunModel.insertMany(ids.map((_id) => ({ _id, ...record, ...open }))));
  return ids.sort();
}

/** Whom a Temporal that only listens was asked to tell, round by round. */
function listening(): { round(): Promise<string[]> } {
  let told: string[] = [];
  const getHandle = (id: string) => ({
    signal: async (name: string) => {
      told.push(`${name} ${id}`);
    },
  });
  setTemporal({ client: { workflow: { getHandle } } as unknown as Client, taskQueue: "none" });
  return {
    async round() {
      told = [];
      await tellReleased();
      return told.sort();
    },
  };
}

it("rule 11: runs are woken in pages when a hold is lifted, each once", async () => {
  const firm = await aFirm();
  const held = await runs(firm, "welcome", 120);
  const others = await runs(firm, "another", 3);
  const temporal = listening();
  const { id: holdId } = await hold(firm.scope, { target: "firm", reason: "The office is flooded." });
  expect(await temporal.round()).toEqual([]);
  await release(firm.scope, { holdId });
  const rounds = [await temporal.round(), await temporal.round(), await temporal.round(), await temporal.round()];
  expect(rounds.map((one) => one.length)).toEqual([50, 50, 23, 0]);
  expect(rounds.flat().sort()).toEqual([...held, ...others].map((id) => `released ${id}`).sort());
});
