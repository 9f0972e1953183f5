import mongoose from "mongoose";
import { ensureIndexes } from "./indexes.ts";

mongoose.set("transactionAsyncLocalStorage", true);
mongoose.set("strictQuery", "throw");

/**
 * Connects once for the process and waits until every index stands (unique ones are what "once" rests on); of these models alone, where
 * whoever asks knows that those of all others do.
 */
export async function connect(url: string, models?: Parameters<typeof ensureIndexes>[0]): Promise<void> {
  await mongoose.connect(url, { autoIndex: false, autoCreate: false, maxPoolSize: 50, ...awayIsNoticed });
  await ensureIndexes(models);
}

/** A server that hangs is given up on after 20 seconds, and who asks waits 10 seconds for one that is away. */
const awayIsNoticed = { serverSelectionTimeoutMS: 10_000, connectTimeoutMS: 15_000, heartbeatFrequencyMS: 5_000 };

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
