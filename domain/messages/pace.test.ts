import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { aFirm, testDatabase } from "../../test/support/firm.ts";
import { clock } from "../base/index.ts";
import { changeFirm } from "../firms/index.ts";
import { takePlace } from "./pace.ts";

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.stop());
afterEach(() => clock.reset());

const noon = Date.parse("2026-01-05T12:00:00Z");
async function paced(mailPace: { perMinute: number; perDomain: number }) {
  const { scope, system } = await aFirm();
  await changeFirm(scope, { mailPace });
  clock.set(() => new Date(noon));
  const take = async (key: string, domain: string, purpose: "transactional" | "marketing" = "transactional") => {
    const { until } = await takePlace(system, { key, domain, purpose });
    return until ? (Date.parse(until) - noon) / 1000 : 0;
  };
  return take;
}

describe("the pace at which flows send", () => {
  it("is as fast as the mail server takes them where the firm has set none", async () => {
    const { system } = await aFirm();
    for (const key of ["a", "b", "c"]) expect(await takePlace(system, { key, domain: "x.example", purpose: "marketing" })).toEqual({});
  });

  it("gives each its own moment, and the same again however often it asks", async () => {
    const take = await paced({ perMinute: 60, perDomain: 60 });
    expect([await take("a", "x.example"), await take("b", "y.example"), await take("c", "z.example")]).toEqual([0, 1, 2]);
    expect([await take("c", "z.example"), await take("b", "y.example"), await take("d", "x.example")]).toEqual([2, 1, 3]);
    clock.set(() => new Date(noon + 2_000));
    expect(await take("c", "z.example")).toBe(0);
  });

  it("is slower to one receiving domain than over all, and others don't stand behind it", async () => {
    const take = await paced({ perMinute: 600, perDomain: 6 });
    const to = async (domain: string) => [await take(`${domain}1`, domain), await take(`${domain}2`, domain)];
    expect(await to("gmail.example")).toEqual([0, 10]);
    expect(await take("other", "other.example")).toBeLessThan(1);
  });

  it("never lets what belongs to a case stand behind marketing", async () => {
    const take = await paced({ perMinute: 60, perDomain: 60 });
    for (let one = 0; one < 30; one += 1) await take(`news${one}`, "x.example", "marketing");
    expect(await take("case", "x.example")).toBe(0);
    expect(await take("case2", "x.example")).toBe(4);
  });

  it("gives no moment twice, also when many ask at once", async () => {
    const take = await paced({ perMinute: 60, perDomain: 60 });
    const all = await Promise.all(Array.from({ length: 12 }, (_, index) => take(`m${index}`, "x.example")));
    expect(all.sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, index) => index));
  });
});
