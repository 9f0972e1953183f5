import mongoose from "mongoose";

mongoose.set("transactionAsyncLocalStorage", true);
mongoose.set("strictQuery", "throw");

/** Connects once for the process and waits until every index stands (unique ones are what "once" rests on). */
export async function connect(url: string): Promise<void> {
  await mongoose.connect(url, { autoIndex: false, autoCreate: false, maxPoolSize: 50, ...awayIsNoticed });
  await ensureIndexes();
}

/** A server that hangs is given up on after 20 seconds, and who asks waits 10 seconds for one that is away. */
const awayIsNoticed = { serverSelectionTimeoutMS: 10_000, connectTimeoutMS: 15_000, heartbeatFrequencyMS: 5_000 };

/** Creates the collections and indexes of every model loaded so far: one command a collection, side by side. */
export async function ensureIndexes(): Promise<void> {
  await Promise.all(
    Object.values(mongoose.models).map(async (model) => {
      const indexes = model.schema.indexes().map(([key, options]) => ({ ...options, key }) as mongoose.mongo.IndexDescription);
      if (indexes.length) await model.collection.createIndexes(indexes);
      else await model.createCollection();
    }),
  );
}

export async function disconnect(): Promise<void> {
  await mongoose.disconnect();
}

/** True when the database answers within two seconds. */
export async function databaseAnswers(): Promise<boolean> {
  const db = mongoose.connection.db;
  if (!db) return false;
  const ping = db.command({ ping: 1 }).then(
    () => true,
    () => false,
  );
  return await Promise.race([ping, new Promise<boolean>((resolve) => setTimeout(() => resolve(false), 2_000).unref())]);
}
