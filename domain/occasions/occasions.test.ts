import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { aFirm, testDatabase } from "../../test/support/firm.ts";
import { changeOccasion, closeOccasion, moveOccasion, planOccasion } from "./index.ts";

let database: { stop(): Promise<void> };
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.stop());

async function aHearing() {
  const firm = await aFirm();
  const { id: matterId } = await firm.matter();
  const { id } = await planOccasion(firm.scope, {
    kind: "hearing",
    type: "arraignment",
    title: "Arraignment",
    at: "2027-03-04T14:30:00Z",
    endsAt: "2027-03-04T15:00:00Z",
    matterId,
  });
  const since = (await firm.events()).length;
  const told = async () => (await firm.events()).slice(since).map((one) => [one.type, one.data]);
  return { firm, id, matterId, told };
}
const data = { kind: "hearing", type: "arraignment", at: "2027-03-04T14:30:00.000Z" };

describe("an occasion", () => {
  it("is told in its matter's order when planned", async () => {
    const { firm, id, matterId } = await aHearing();
    expect(await firm.events("occasion.planned")).toMatchObject([{ occasionId: id, matterId, stream: `matter:${matterId}`, data }]);
  });

  it("moved tells from when to when, keeps its length, and says what changed", async () => {
    const { firm, id, told } = await aHearing();
    await moveOccasion(firm.scope, { occasionId: id, at: "2027-03-11T14:30:00Z" });
    const after = { ...data, at: "2027-03-11T14:30:00.000Z" };
    expect(await told()).toEqual([
      ["occasion.changed", { ...after, paths: ["occasion.at", "occasion.endsAt", "occasion.state"] }],
      ["occasion.moved", { ...after, from: data.at }],
    ]);
  });

  it.each(["held", "missed", "cancelled"] as const)("that is %s is told so, once", async (state) => {
    const { firm, id, told } = await aHearing();
    await closeOccasion(firm.scope, { occasionId: id, state });
    await closeOccasion(firm.scope, { occasionId: id, state });
    expect(await told()).toEqual([
      ["occasion.changed", { ...data, paths: ["occasion.state"] }],
      [`occasion.${state}`, data],
    ]);
  });

  it("changed in its place tells the path", async () => {
    const { firm, id, told } = await aHearing();
    await changeOccasion(firm.scope, { occasionId: id, change: { place: "Albany City Court" } });
    expect(await told()).toEqual([["occasion.changed", { ...data, paths: ["occasion.place"] }]]);
  });

  it("that was cancelled can't be moved", async () => {
    const { firm, id } = await aHearing();
    await closeOccasion(firm.scope, { occasionId: id, state: "cancelled" });
    await expect(moveOccasion(firm.scope, { occasionId: id, at: "2027-03-11T14:30:00Z" })).rejects.toMatchObject({
      code: "occasion-cancelled",
    });
  });

  it.each([
    ["before 1900", { at: "1899-01-01T00:00:00Z" }, "/at"],
    ["without an offset", { at: "2027-03-04T14:30:00" }, "/at"],
    ["that ends before it begins", { at: "2027-03-04T14:30:00Z", endsAt: "2027-03-04T14:00:00Z" }, "/endsAt"],
    ["about nobody", { at: "2027-03-04T14:30:00Z", matterId: undefined }, "/matterId"],
  ])("%s is refused, and the field is named", async (_what, values, path) => {
    const { firm, matterId } = await aHearing();
    const planned = planOccasion(firm.scope, { kind: "hearing", title: "Hearing", matterId, ...values });
    await expect(planned).rejects.toMatchObject({ status: 422, errors: [{ path }] });
  });
});
