import mongoose from "mongoose";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { EnrolAgain } from "../../engine/definition/types.ts";
import { aFirm, type TestFirm, testDatabase } from "../../test/support/firm.ts";
import { aFlow, done } from "../../test/support/flows.ts";
import { withScope } from "../base/index.ts";
import { publishDefinition } from "../flows/index.ts";
import { undoStart } from "./byHand.ts";
import { enrolOnce } from "./enrol.ts";
import { AgainModel, RunModel } from "./model.ts";

let database: { stop(): Promise<void> };
let firm: TestFirm;
const others = 1000;
beforeAll(async () => {
  database = await testDatabase();
  firm = await aFirm();
  const of = (n: number) => `limitation|mat_other${n}`;
  const runs = Array.from({ length: others }, (_, n) => ({
    ...{
      _id: `run_other${n}` as never,
      firmId: firm.scope.firmId,
      flowKey: "limitation",
      subjectKind: "matter",
      matterId: `mat_other${n}`,
    },
    ...{ onceKey: of(n), openKey: of(n), occurrenceKey: `${of(n)}|${n}`, status: "running", startedAt: new Date() },
  }));
  await RunModel.collection.insertMany(runs);
});
afterEach(() => mongoose.set("debug", false));
afterAll(() => database.stop());

/** What is asked of the runs, and of when flows last started for somebody, while this is done. */
async function asked(work: () => Promise<unknown>): Promise<[string, object][]> {
  const found: [string, object][] = [];
  const looked = [RunModel.collection.name, AgainModel.collection.name];
  mongoose.set("debug", (collection: string, method: string, filter: object) => {
    if (looked.includes(collection) && /^(find|count|update|distinct)/.test(method)) found.push([collection, filter]);
  });
  await work();
  mongoose.set("debug", false);
  return found;
}

describe("rule 12 among many runs of others", () => {
  it.each<EnrolAgain>(["never", "afterEnd", "always", { after: "P90D" }])("asks for %s only by what an index has", async (again) => {
    const key = `flow-${typeof again === "string" ? again : "after"}`;
    await publishDefinition(firm.scope, { definition: aFlow({ done }, { key, again }) });
    const { id: matterId } = await firm.matter();
    const start = (occurrence: string) => enrolOnce(firm.scope, { flowKey: key, subject: { kind: "matter", matterId }, occurrence });
    const became: string[] = [];
    const questions = await asked(async () => {
      for (const occurrence of ["one", "one", "two"]) became.push((await start(occurrence)).became);
    });
    expect(became).toEqual(again === "always" ? ["run", "already", "run"] : ["run", "already", "already"]);
    expect(questions.length).toBeGreaterThan(2);
    for (const [collection, filter] of questions) {
      // The embedded database goes by the first thing that is asked: it must be one that names a single record, and lead an index.
      const [first = ["", ""]] = Object.entries(filter);
      expect(["_id", "onceKey", "openKey", "occurrenceKey"], JSON.stringify(filter)).toContain(first[0]);
      const plan = JSON.stringify(
        await mongoose.connection
          .collection(collection)
          .find({ [first[0]]: first[1] })
          .explain("queryPlanner"),
      );
      expect(plan.includes("IDHACK") || plan.includes(`"${first[0]}_`), plan).toBe(true);
      expect(plan, JSON.stringify(filter)).not.toContain("COLLSCAN");
    }
  });
});

describe("rule 12: what does not count as a start", () => {
  it("one that was refused, and one that was undone: neither keeps a flow from somebody for the time it leaves between two", async () => {
    await publishDefinition(firm.scope, { definition: aFlow({ done }, { key: "spaced", again: { after: "P90D" } }) });
    const { id: matterId } = await firm.matter();
    const start = (more: object = {}) => enrolOnce(firm.scope, { flowKey: "spaced", subject: { kind: "matter", matterId }, ...more });
    expect((await start({ occurrence: "missed", missed: "Not started: nobody was there." })).became).toBe("refused");
    const first = await start({ undoSeconds: 60 });
    expect([first.became, await start()]).toEqual(["run", { became: "already", runId: first.runId }]);
    // Its workflow is played: it has ended by the cancelling.
    await withScope(firm.scope, () => RunModel.updateOne({ _id: first.runId }, { $set: { status: "ended" } }));
    expect(await undoStart(firm.scope, [first.runId ?? ""])).toMatchObject({ undone: [first.runId] });
    expect([(await start()).became, (await start()).became]).toEqual(["run", "already"]);
  });
});
