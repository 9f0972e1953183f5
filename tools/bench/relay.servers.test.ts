import { afterAll, beforeAll, expect, it } from "vitest";
import { testDatabase } from "../../test/support/firm.ts";
import { throughRoughRelay } from "./relay.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.stop());

it("80 mails through a relay that refuses, greylists, delays, cuts the line and returns: each accounted for, none twice", async () => {
  const account = await throughRoughRelay(80);
  expect(account).toMatchObject({
    mails: 80,
    ended: { sent: 55, refused: 10, returned: 10, inDoubt: 5 },
    wrong: 0,
    twice: 0,
  });
});
