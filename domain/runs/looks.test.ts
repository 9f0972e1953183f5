import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aFirm, testDatabase } from "../../test/support/firm.ts";
import { withScope } from "../base/index.ts";
import { looksFor, type RunsAsked } from "./looks.ts";
import { RunModel } from "./model.ts";

let database: { stop(): Promise<void> };
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.stop());

const asked: RunsAsked[] = [
  {},
  { flowKey: "welcome" },
  { flowKey: "welcome", status: "open" },
  { flowKey: "welcome", status: "ended" },
  { flowKey: "welcome", status: "attention" },
  { flowKey: "welcome", step: "hello" },
  { flowKey: "welcome", step: "hello", status: "held" },
  { status: "open" },
  { status: "attention" },
];
const whose = [undefined, [{ contactId: "con_1" }], [{ matterId: "mat_1" }, { matterId: "mat_2" }]];

describe("lists of runs", () => {
  it("are read with the help of indexes, whatever is asked", async () => {
    const { scope } = await aFirm();
    const startedAt = { $gte: new Date(0), $lte: new Date() };
    for (const one of asked)
      for (const subjects of whose)
        for (const look of looksFor(one, subjects).looks) {
          const plan = await withScope(scope, () => RunModel.find({ startedAt, ...look }).explain("queryPlanner"));
          const words = JSON.stringify(plan);
          expect(words, JSON.stringify(look)).toContain("startedAt_-1");
          expect(words, JSON.stringify(look)).toContain("IXSCAN");
        }
  });
});
