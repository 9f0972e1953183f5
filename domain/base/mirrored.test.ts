import Type from "typebox";
import { afterAll, beforeAll, expect, it } from "vitest";
import { aFirm, testDatabase } from "../../test/support/firm.ts";
import { answeredBy, questionsOf } from "../../test/support/questions.ts";
import { ContactModel } from "../contacts/index.ts";
import { MatterModel } from "../matters/index.ts";
import { OccasionModel } from "../occasions/index.ts";
import { ensureIndexes } from "./indexes.ts";
import { mirrored } from "./mirrored.ts";
import { firmModel } from "./model.ts";
import { operation } from "./operation.ts";
import { type Scope, withScope } from "./scope.ts";

interface Card {
  word: string;
  deletedAt: Date | null;
}
const CardModel = firmModel<Card>(
  "MirroredCard",
  { word: String, deletedAt: { type: Date, default: null } },
  { indexes: [{ fields: { updatedAt: -1 } }, { fields: { deletedAt: 1 } }] },
);

let database: { stop(): Promise<void> };
beforeAll(async () => {
  database = await testDatabase();
  await ensureIndexes([CardModel as never]);
});
afterAll(() => database.stop());

/** A firm with so many cards, which are called by its name and a number. */
async function withCards(name: string, many: number): Promise<Scope> {
  const { scope } = await aFirm();
  const long = new Date(Date.now() - 86_400_000);
  const made = { deletedAt: null, firmId: scope.firmId, createdAt: long, updatedAt: long };
  await CardModel.collection.insertMany(Array.from({ length: many }, (_, n) => ({ _id: `${name}${n}`, word: "old", ...made })) as never);
  return scope;
}
const words = (scope: Scope) => withScope(scope, () => mirrored(CardModel, ["word"]));
const wordOf = async (scope: Scope, id: string) => (await words(scope)).find((one) => one._id === id)?.word;

it("of many what has come, changed or gone is seen at once, and nothing else is read again", async () => {
  const scope = await withCards("many", 51);
  expect(await words(scope)).toHaveLength(51);
  await withScope(scope, () => CardModel.updateOne({ _id: "many7" }, { $set: { word: "new" } }));
  await withScope(scope, () => CardModel.create([{ _id: "many_more", word: "added" }]));
  expect([await wordOf(scope, "many7"), await wordOf(scope, "many_more"), await wordOf(scope, "many8")]).toEqual(["new", "added", "old"]);
  await withScope(scope, () => CardModel.updateOne({ _id: "many8" }, { $set: { deletedAt: new Date() } }));
  expect(await wordOf(scope, "many8")).toBeUndefined();
  await withScope(scope, () => CardModel.updateOne({ _id: "many8" }, { $set: { deletedAt: null } }));
  const asked = await questionsOf(async () => expect(await wordOf(scope, "many8")).toBe("old"));
  expect(asked.map((one) => Object.keys(one.filter))).toEqual([["updatedAt", "firmId"]]);
});

it("a change that was committed late, or by a server whose clock is behind, is seen", async () => {
  const scope = await withCards("late", 51);
  expect(await wordOf(scope, "late5")).toBe("old");
  const updatedAt = new Date(Date.now() - 60_000);
  await CardModel.collection.updateOne({ _id: "late5" as never }, { $set: { word: "new", updatedAt } });
  expect(await wordOf(scope, "late5")).toBe("new");
});

it("few are read whenever they are asked for, each firm sees its own, and who asks at once with others sees what they wrote", async () => {
  const scope = await withCards("few", 3);
  await withCards("others", 2);
  expect(await words(scope)).toHaveLength(3);
  await CardModel.collection.updateOne({ _id: "few1" as never }, { $set: { word: "new" } });
  const [one, other] = await Promise.all([wordOf(scope, "few1"), wordOf(scope, "few1")]);
  expect([one, other]).toEqual(["new", "new"]);
});

it("within an operation it is what the operation itself has written", async () => {
  const scope = await withCards("inside", 51);
  await words(scope);
  const change = operation({
    name: "test.change",
    role: "staff",
    input: Type.Object({}),
    run: async () => {
      await CardModel.updateOne({ _id: "inside1" }, { $set: { word: "written" } });
      return (await mirrored(CardModel, ["word"])).find((one) => one._id === "inside1")?.word;
    },
  });
  expect(await change(scope, {})).toBe("written");
});

it("what is kept of contacts, matters and dates is brought up to date, and read at first, by indexes", async () => {
  const { scope } = await aFirm();
  for (const model of [ContactModel, MatterModel, OccasionModel])
    for (const filter of [{ updatedAt: { $gte: new Date() } }, model === OccasionModel ? {} : { deletedAt: null }])
      expect(await answeredBy({ collection: model.collection.name, filter: { ...filter, firmId: scope.firmId } })).not.toBeNull();
});
