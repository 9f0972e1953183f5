import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { aFirm, testDatabase } from "../../test/support/firm.ts";
import { clock, withScope } from "../base/index.ts";
import { giveBackMarketingTurn, marketingSentTo, takeMarketingTurn } from "./index.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.stop());
afterEach(() => clock.reset());

const cap = { messages: 2, days: 7 };
const at = (day: string) => clock.set(() => new Date(`2026-01-${day}T15:00:00Z`));

describe("turns under the firm's cap of marketing", () => {
  it("tells the flow that comes third when there will be a turn", async () => {
    const { system } = await aFirm();
    const take = (key: string) => takeMarketingTurn(system, { contactId: "con_1", key, cap });
    at("05");
    expect(await take("one")).toEqual({});
    at("06");
    expect(await take("two")).toEqual({});
    expect(await take("three")).toEqual({ until: "2026-01-12T15:00:00.000Z" });
    at("12");
    expect(await take("three")).toEqual({});
  });

  it("lets no more through than the cap when many flows ask at the same moment", async () => {
    const { system } = await aFirm();
    const asked = await Promise.all(
      Array.from({ length: 8 }, (_, one) => takeMarketingTurn(system, { contactId: "con_1", key: `run${one}`, cap })),
    );
    expect(asked.filter((answer) => answer.until === undefined)).toHaveLength(2);
    expect(await withScope(system, () => marketingSentTo("con_1"))).toHaveLength(2);
  });

  it("counts a message once, however often it is tried, and not at all when it did not leave", async () => {
    const { system } = await aFirm();
    const take = (key: string) => takeMarketingTurn(system, { contactId: "con_1", key, cap: { messages: 1, days: 1 } });
    expect([await take("one"), await take("one")]).toEqual([{}, {}]);
    expect((await take("two")).until).toBeDefined();
    await giveBackMarketingTurn(system, { contactId: "con_1", key: "one" });
    expect(await take("two")).toEqual({});
  });
});
