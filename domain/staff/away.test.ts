import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aFirm, type TestFirm, testDatabase } from "../../test/support/firm.ts";
import { type Scope, withScope } from "../base/index.ts";
import { addStaff, inPlaceOf, listStaff, setAway } from "./index.ts";

let database: { stop(): Promise<void> };
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.stop());

const nextWeek = new Date(Date.now() + 7 * 86_400_000).toISOString();
const somebody = async ({ system }: TestFirm, name: string) =>
  (await addStaff(system, { name, email: `${name.toLowerCase()}@hartwellruiz.example`, role: "staff" })).id;
const askedFor = ({ scope }: TestFirm, ...ids: string[]) => withScope(scope, () => inPlaceOf(ids));

describe("somebody who is away", () => {
  it("is stood in for, and by the stand-in's stand-in, until they are back", async () => {
    const firm = await aFirm();
    const [ann, bo, cy] = [await somebody(firm, "Ann"), await somebody(firm, "Bo"), await somebody(firm, "Cy")];
    await setAway(firm.scope, { staffId: ann, away: { until: nextWeek, standIn: bo } });
    expect(await askedFor(firm, ann, bo)).toEqual([bo]);
    await setAway(firm.scope, { staffId: bo, away: { until: nextWeek, standIn: cy } });
    expect(await askedFor(firm, ann)).toEqual([cy]);
    expect((await listStaff(firm.scope, {})).find((one) => one.id === ann)?.away).toEqual({ until: nextWeek, standIn: bo });
    await setAway(firm.scope, { staffId: ann, away: { until: null } });
    expect(await askedFor(firm, ann)).toEqual([ann]);
  });

  it("is asked all the same when everyone who stands in is away as well", async () => {
    const firm = await aFirm();
    const [ann, bo] = [await somebody(firm, "Ann"), await somebody(firm, "Bo")];
    await setAway(firm.scope, { staffId: ann, away: { until: nextWeek, standIn: bo } });
    await setAway(firm.scope, { staffId: bo, away: { until: nextWeek, standIn: ann } });
    expect(await askedFor(firm, ann)).toEqual([ann]);
  });

  it("says so themselves, or an owner does; not of the past, nor with themselves as stand-in", async () => {
    const firm = await aFirm();
    const [ann, bo] = [await somebody(firm, "Ann"), await somebody(firm, "Bo")];
    const asBo: Scope = { ...firm.scope, actor: { kind: "staff", id: bo, name: "Bo", role: "staff" } };
    await expect(setAway(asBo, { staffId: ann, away: { until: nextWeek } })).rejects.toMatchObject({ status: 403 });
    await setAway(asBo, { staffId: bo, away: { until: nextWeek, standIn: ann } });
    const wrong = [{ until: "2020-01-01T00:00:00Z" }, { until: nextWeek, standIn: bo }, { until: nextWeek, standIn: "stf_nobody" }];
    for (const away of wrong) await expect(setAway(asBo, { staffId: bo, away })).rejects.toMatchObject({ status: 422 });
  });
});
