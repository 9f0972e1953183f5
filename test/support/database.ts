import { randomBytes } from "node:crypto";
import mongoose, { type Model } from "mongoose";
import { connect, disconnect } from "../../domain/base/index.ts";

/** Databases this process has given up. Each has its collections and indexes already, which take the embedded server longer to make than most tests run. */
const empty: string[] = [];

/** By its address, the models whose collections and indexes stand in a database: to be asked for all again takes the embedded server as long as to make them. */
const standing = new Map<string, Set<Model<unknown>>>();

/** Connects this process to an empty database that nobody else uses. Given back with `leaveDatabase()`. */
export async function connectToFresh(): Promise<void> {
  const address = freshDatabase();
  const there = standing.get(address);
  const models = Object.values(mongoose.models);
  await connect(
    address,
    models.filter((one) => !there?.has(one)),
  );
  standing.set(address, new Set(models));
}

/** The address of an empty Mongo database that nobody else uses, so that test files may run beside each other. Given back with `leaveDatabase()`. */
export function freshDatabase(): string {
  const given = process.env.MONGODB_URL;
  if (!given) throw new Error("MONGODB_URL is not set: this test belongs among `servers` in vitest.config.ts.");
  return databaseAt(given, empty.pop() ?? `test_${randomBytes(8).toString("hex")}`);
}

/**
 * Gives up what this process has under way there, and empties it for the next file. In that order: the embedded server waits for ever for itself
 * when records are taken away that somebody is still writing in a transaction. So nobody gives back one that a killed process may have left so.
 */
export async function leaveDatabase(): Promise<void> {
  const { name } = mongoose.connection;
  await forgetTransactions();
  await disconnect();
  const client = await new mongoose.mongo.MongoClient(databaseAt(process.env.MONGODB_URL ?? "", name)).connect();
  if (await emptied(client.db())) empty.push(name);
  await client.close();
}

/**
 * Whether it has been emptied; one with many records is left as it is. The embedded server takes each away by itself, which for a few
 * thousand took it most of a minute, in which it answered nobody else: a new database stands in less.
 */
async function emptied(database: mongoose.mongo.Db): Promise<boolean> {
  const collections = await database.listCollections({}, { nameOnly: true }).toArray();
  const full: mongoose.mongo.Collection[] = [];
  let records = 0;
  for (const { name } of collections) {
    // What stands there of indexes goes on standing.
    const count = name === "indexsets" ? 0 : await database.collection(name).estimatedDocumentCount();
    records += count;
    if (count > 0) full.push(database.collection(name));
  }
  if (records > manyRecords) return false;
  for (const one of full) await one.deleteMany({});
  return true;
}
const manyRecords = 300;

/**
 * The embedded server keeps every session that ever had a transaction, also when its client is gone, and goes through them all for each further
 * statement: after some hundreds a transaction takes it twice as long. A write that may be asked for again makes it drop the session's.
 */
async function forgetTransactions(): Promise<void> {
  const client = mongoose.connection.getClient();
  // Taken from those the client keeps for its next questions, or made, which had none.
  const sessions = Array.from({ length: mostAtOnce }, () => client.startSession());
  for (const session of sessions) {
    const { txnNumber } = session.serverSession;
    if (txnNumber > 0) await client.db().command(nothing(txnNumber + 1), { session });
  }
  await Promise.all(sessions.map((session) => session.endSession()));
}
const mostAtOnce = 100;
const nothing = (txnNumber: number) => ({
  ...{ delete: "nothing", deletes: [{ q: { _id: "nothing" }, limit: 1 }] },
  txnNumber: mongoose.mongo.Long.fromNumber(txnNumber),
});

function databaseAt(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.toString();
}
