import mongoose, { Schema } from "mongoose";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { freshDatabase, leaveDatabase } from "../../test/support/database.ts";
import { connect } from "./index.ts";
import { ensureIndexes } from "./indexes.ts";

let collection = "";
let made = 0;
beforeAll(() => connect(freshDatabase()));
beforeEach(() => {
  collection = `testindexes${++made}`;
});
afterAll(async () => {
  for (const name of Object.keys(mongoose.models)) if (name.startsWith("TestIndexes")) mongoose.deleteModel(name);
  await leaveDatabase();
});

type Index = [fields: Record<string, 1>, options?: { unique?: true; partialFilterExpression?: Record<string, unknown> }];

/** A release that declares these indexes, started. */
async function start(...indexes: Index[]): Promise<void> {
  const schema = new Schema({ key: String, number: Number, text: String });
  for (const [fields, options] of indexes) schema.index(fields, options ?? {});
  const model = mongoose.model(`TestIndexes${++made}`, schema, collection);
  await ensureIndexes([model]);
}
const records = () => mongoose.connection.collection(collection);
const names = async () => (await records().indexes()).map((one) => one.name).sort();

describe("indexes at the start of a release", () => {
  it("that are declared no more are dropped: what a unique one forbade is allowed", async () => {
    await start([{ key: 1 }, { unique: true }], [{ text: 1 }]);
    await records().insertOne({ key: "a", number: 1 });
    await expect(records().insertOne({ key: "a", number: 2 })).rejects.toMatchObject({ code: 11000 });
    await start([{ key: 1, number: 1 }, { unique: true }], [{ text: 1 }]);
    expect(await names()).toEqual(["_id_", "key_1_number_1", "text_1"]);
    await records().insertOne({ key: "a", number: 2 });
  });

  it("of the same fields that are to be otherwise are made anew", async () => {
    await start([{ key: 1 }]);
    await start([{ key: 1 }, { unique: true, partialFilterExpression: { number: { $gt: 0 } } }]);
    const [index] = (await records().indexes()).filter((one) => one.name === "key_1");
    expect(index).toMatchObject({ unique: true, partialFilterExpression: { number: { $gt: 0 } } });
  });

  it("that somebody else made stay", async () => {
    await start([{ key: 1 }]);
    await records().createIndex({ number: 1 }, { name: "for_our_reports" });
    await start([{ text: 1 }]);
    expect(await names()).toEqual(["_id_", "for_our_reports", "text_1"]);
  });

  it("stay where an older release is started again beside a newer one; the newer one puts it right at its next start", async () => {
    const older: Index[] = [[{ text: 1 }]];
    await start(...older);
    await start([{ number: 1 }]);
    await start(...older);
    expect(await names()).toEqual(["_id_", "number_1", "text_1"]);
    await start([{ number: 1 }]);
    expect(await names()).toEqual(["_id_", "number_1"]);
  });

  it("of the same fields are left as the newer release made them when an older one is started again", async () => {
    await start([{ key: 1 }, { unique: true }]);
    await start([{ key: 1 }]);
    await start([{ key: 1 }, { unique: true }]);
    expect((await records().indexes()).find((one) => one.name === "key_1")?.unique).toBeFalsy();
  });

  it("made before any of this was written down are taken for ours", async () => {
    await records().createIndexes([{ key: { number: 1 }, name: "number_1" }]);
    await start([{ key: 1 }]);
    expect(await names()).toEqual(["_id_", "key_1"]);
  });
});
