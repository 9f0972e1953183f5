import { afterAll, beforeAll, expect, it } from "vitest";
import { aFirm, testDatabase } from "../../test/support/firm.ts";
import { moveStage } from "../matters/index.ts";
import { matchingNow } from "./matching.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.stop());

it("tells how many match now, of this firm alone, and refuses a condition without measure", async () => {
  const firm = await aFirm();
  await (await aFirm()).matter();
  const matters = [await firm.matter(), await firm.matter(), await firm.matter()];
  await moveStage(firm.scope, { matterId: matters[1]?.id ?? "", stage: "hired" });
  const hired = { "==": [{ var: "matter.stage" }, "hired"] };
  expect(await matchingNow(firm.scope, { of: "matter", where: hired })).toEqual({
    matches: 1,
    looked: 3,
    more: false,
    ids: [matters[1]?.id],
  });
  expect(await matchingNow(firm.scope, { of: "matter", where: {} })).toMatchObject({ matches: 3, looked: 3 });
  expect(await matchingNow(firm.scope, { of: "matter", where: { "==": [{ var: "matter.noSuchField" }, 1] } })).toMatchObject({
    matches: 0,
  });
  await expect(matchingNow(firm.scope, { of: "matter", where: { constructor: [1] } })).rejects.toMatchObject({ status: 422 });
  await expect(matchingNow(firm.scope, { of: "matter", where: { "==": ["x".repeat(30_000), 1] } })).rejects.toMatchObject({ status: 422 });
});
