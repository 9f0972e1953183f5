import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { aFirm, testDatabase } from "../../test/support/firm.ts";
import { clock } from "../base/index.ts";
import { deliverPending } from "./dispatchers.ts";
import { StreamModel } from "./model.ts";

let database: { stop(): Promise<void> };
beforeAll(async () => {
  database = await testDatabase();
});
afterEach(() => clock.reset());
afterAll(() => database.stop());

const from = Date.parse("2026-01-05T15:00:00Z");
const at = (seconds: number) => clock.set(() => new Date(from + seconds * 1000));

it("what happened to somebody waits half a minute, and not a day, for a dispatcher that was killed while its clock was a day ahead", async () => {
  at(0);
  const { firm, matter } = await aFirm();
  const stream = `matter:${(await matter()).id}`;
  const tomorrow = new Date(from + 86_400_000);
  await StreamModel.updateOne({ _id: `${firm._id}|${stream}` }, { $set: { holder: "killed", leaseUntil: tomorrow } });
  const deliver = () =>
    deliverPending({
      name: "other",
      streams: [stream],
      onError: (error) => {
        throw error;
      },
    });
  // Whoever holds it may be there all the same: it has as long as anybody.
  expect(await deliver()).toBe(0);
  at(29);
  expect(await deliver()).toBe(0);
  at(31);
  expect(await deliver()).toBe(1);
});
