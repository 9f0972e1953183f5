import { Connection } from "@temporalio/client";
import mongoose from "mongoose";
import { describe, expect, it } from "vitest";
import { freshDatabase } from "../../test/support/database.ts";
import { devServer, timeSkippingServer } from "../../test/support/temporal.ts";
import { missingSearchAttributes } from "./searchAttributes.ts";

describe("the servers the chains found", () => {
  it("Mongo commits transactions, undoes failed ones and tells of changes", async () => {
    const database = await mongoose.createConnection(freshDatabase()).asPromise();
    const Thing = database.model("Thing", new mongoose.Schema({ name: { type: String, unique: true } }));
    await Thing.init();
    const stream = Thing.collection.watch();
    // Asking once opens it on the server; what is written from here on is told.
    expect(await stream.tryNext()).toBeNull();
    await database.transaction(async (session) => {
      await Thing.create([{ name: "kept" }], { session });
    });
    const failing = database.transaction(async (session) => {
      await Thing.create([{ name: "undone" }], { session });
      throw new Error("changed my mind");
    });
    await expect(failing).rejects.toThrow("changed my mind");
    expect((await Thing.find()).map((thing) => thing.name)).toEqual(["kept"]);
    expect((await stream.next()).operationType).toBe("insert");
    await stream.close();
    await database.dropDatabase();
    await database.close();
  });

  it("Temporal has our namespace, which knows our search attributes", async () => {
    const { address, namespace } = devServer();
    const connection = await Connection.connect({ address });
    expect(await missingSearchAttributes(connection, namespace)).toEqual([]);
    await connection.close();
  });

  it("the time-skipping server skips ahead", async () => {
    const environment = await timeSkippingServer();
    const before = await environment.currentTimeMs();
    await environment.sleep("365 days");
    expect((await environment.currentTimeMs()) - before).toBeGreaterThanOrEqual(365 * 86_400_000);
    await environment.teardown();
  });
});
