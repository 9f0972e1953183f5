import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { aFirm, testDatabase } from "../../test/support/firm.ts";
import { clock, newId, withScope } from "../base/index.ts";
import { claimEffect, EffectModel, freeEffect, renewEffect, settleEffect } from "./index.ts";

let database: { stop(): Promise<void> };
beforeAll(async () => {
  database = await testDatabase();
});
afterEach(() => clock.reset());
afterAll(() => database.stop());

const from = Date.parse("2026-01-05T15:00:00Z");
const at = (seconds: number) => clock.set(() => new Date(from + seconds * 1000));

/** An effect that attempts claim for a minute each. */
async function anEffect() {
  at(0);
  const { scope } = await aFirm();
  const runId = newId("run");
  const key = { step: "hello", visit: 1, part: "send" };
  const sent = { status: "done", at: "2026-01-05T15:00:01.000Z" } as const;
  return {
    claim: (holder: string) => claimEffect(scope, { runId, key, kind: "sendEmail", holder, leaseMs: 60_000 }),
    settle: (holder: string) => settleEffect(scope, { runId, key, holder, result: sent }),
    renew: (holder: string) => renewEffect(scope, { runId, key, holder, leaseMs: 60_000 }),
    free: (holder: string) => freeEffect(scope, { runId, key, holder }),
    recorded: () => withScope(scope, () => EffectModel.find({ runId }, { step: 1, visit: 1, part: 1, state: 1, attempts: 1 }).lean()),
    sent,
  };
}

describe("rule 2: once", () => {
  it("rule 2: an effect is recorded under its key before anything is done about it", async () => {
    const effect = await anEffect();
    expect(await effect.claim("one")).toEqual({ claim: "ours", uncertain: false });
    expect(await effect.recorded()).toMatchObject([{ step: "hello", visit: 1, part: "send", state: "claimed", attempts: 1 }]);
  });

  it("rule 2: of many attempts at once one may act", async () => {
    const effect = await anEffect();
    const claims = await Promise.all(["one", "two", "three", "four", "five"].map(effect.claim));
    expect(claims.filter((one) => one.claim === "ours")).toHaveLength(1);
    expect(claims.filter((one) => one.claim === "leased")).toHaveLength(4);
    expect(await effect.recorded()).toHaveLength(1);
  });

  it("rule 2: nobody acts under another's live lease; once it has run out somebody may, and nobody knows what the first one did", async () => {
    const effect = await anEffect();
    await effect.claim("killed");
    at(59);
    expect(await effect.claim("next")).toMatchObject({ claim: "leased", until: new Date(from + 60_000) });
    at(61);
    expect(await effect.claim("next")).toEqual({ claim: "ours", uncertain: true });
    // That it is uncertain stays so, however the later attempt ends.
    await effect.free("next");
    expect(await effect.claim("third")).toEqual({ claim: "ours", uncertain: true });
  });

  it("rule 2: what a clock a day ahead had claimed is not kept for a day: its lease is cut to the usual length, then somebody may act", async () => {
    const effect = await anEffect();
    at(86_400);
    await effect.claim("ahead");
    at(10);
    expect(await effect.claim("next")).toEqual({ claim: "leased", until: new Date(from + 70_000) });
    at(60);
    expect(await effect.claim("next")).toEqual({ claim: "leased", until: new Date(from + 70_000) });
    at(71);
    expect(await effect.claim("next")).toEqual({ claim: "ours", uncertain: true });
    expect(await effect.settle("ahead")).toBe(false);
  });

  it("rule 2: an attempt that takes long keeps its right while it asks for it; one that another has followed does not get it back", async () => {
    const effect = await anEffect();
    await effect.claim("slow");
    at(50);
    expect(await effect.renew("slow")).toBe(true);
    at(80);
    expect(await effect.claim("next")).toMatchObject({ claim: "leased" });
    at(111);
    expect(await effect.claim("next")).toEqual({ claim: "ours", uncertain: true });
    expect(await effect.renew("slow")).toBe(false);
    expect(await effect.settle("slow")).toBe(false);
    expect(await effect.settle("next")).toBe(true);
    expect(await effect.renew("next")).toBe(false);
  });

  it("rule 2: an attempt that surely did nothing leaves the next one certain, and at once", async () => {
    const effect = await anEffect();
    await effect.claim("one");
    await effect.free("one");
    expect(await effect.claim("two")).toEqual({ claim: "ours", uncertain: false });
  });

  it("rule 2: whoever comes after it was done is told what came of it; who lost their lease cannot say otherwise", async () => {
    const effect = await anEffect();
    await effect.claim("slow");
    at(61);
    await effect.claim("quick");
    await effect.settle("quick");
    await effect.free("slow");
    expect(await effect.settle("slow")).toBe(false);
    expect(await effect.claim("slow")).toEqual({ claim: "settled", result: effect.sent });
  });
});
