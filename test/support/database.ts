import { randomBytes } from "node:crypto";
import mongoose from "mongoose";
import { disconnect } from "../../domain/base/index.ts";

/**
 * The address of a Mongo database that nobody else uses, so that test files may run beside each other. The server is
 * wiped as a whole; dropping the database at the end keeps it small: `leaveDatabase()`.
 */
export function freshDatabase(): string {
  const given = process.env.MONGODB_URL;
  if (!given) throw new Error("MONGODB_URL is not set: this test belongs among `servers` in vitest.config.ts.");
  const url = new URL(given);
  url.pathname = `/test_${randomBytes(8).toString("hex")}`;
  return url.toString();
}

/**
 * Gives up what this process has under way there, and drops it. In that order: the embedded server waits for ever for itself when a database
 * is dropped that somebody is still writing to in a transaction. So nobody drops one that a killed process may have left so.
 */
export async function leaveDatabase(): Promise<void> {
  const url = new URL(process.env.MONGODB_URL ?? "");
  url.pathname = `/${mongoose.connection.name}`;
  await disconnect();
  const client = await new mongoose.mongo.MongoClient(url.toString()).connect();
  await client.db().dropDatabase();
  await client.close();
}
