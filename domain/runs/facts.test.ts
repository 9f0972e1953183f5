import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Definition } from "../../engine/definition/types.ts";
import { aFirm, testDatabase } from "../../test/support/firm.ts";
import { aFlow, done } from "../../test/support/flows.ts";
import { type Stored, withScope } from "../base/index.ts";
import { type RunRecord, readRunFacts } from "./index.ts";

let database: { stop(): Promise<void> };
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.stop());

const asks = (path: string) =>
  aFlow({ sort: { kind: "branch", cases: [{ when: { "==": [{ var: path }, "x"] }, next: "done" }], otherwise: "done" }, done });

describe("what a run reads", () => {
  it("for a decision is all that its definition names, and not what it nowhere mentions; for a message, everything", async () => {
    const firm = await aFirm();
    const { id: matterId } = await firm.matter({ assignee: firm.staffId });
    const run = { firmId: firm.scope.firmId, subjectKind: "matter", matterId, flowKey: "welcome", flowName: "Welcome", version: 1 };
    const read = async (definition?: Definition) => {
      const facts = await withScope(firm.scope, () => readRunFacts(firm.scope, run as Stored<RunRecord>, definition));
      return [facts.contact?.firstName, facts.matter?.["stage"], facts.matter?.["stageName"], facts.staff?.["name"]];
    };
    const everything = ["Ngozi", "lead", "New lead", "Dana Whitfield"];
    expect(await read()).toEqual(everything);
    expect(await read(asks("staff.name"))).toEqual(["Ngozi", "lead", undefined, "Dana Whitfield"]);
    expect(await read(asks("matter.stageName"))).toEqual(["Ngozi", "lead", "New lead", undefined]);
    expect(await read(asks("matter.stage"))).toEqual(["Ngozi", "lead", undefined, undefined]);
  });
});
