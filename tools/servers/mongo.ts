import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import mongoose from "mongoose";
import { type Child, startChild } from "./children.ts";
import { findMongo, type MongoKind } from "./mongoPrograms.ts";
import { SetupError } from "./setupError.ts";
import { until } from "./until.ts";

export type MongoOptions = {
  /** Its database files, log and process record live here. */
  dataDir: string;
  /** Names its files, its log and the record of its process, where several share a folder. */
  name?: string;
  port: number;
  /** The database named in the address. */
  database?: string;
  env?: NodeJS.ProcessEnv;
  /** Whether what it acknowledged must outlive a kill -9; only tests do without. */
  durable?: boolean;
  /** Told which way was taken. */
  log?: (line: string) => void;
};

export type MongoServer = {
  url: string;
  /** In words, how it was found. */
  way: string;
  /** Its process, unless it is one that was running already. */
  child?: Child;
  stop(): Promise<void>;
};

/** Starts a Mongo server as a one-member replica set on a lasting folder, or joins the one at `MONGODB_URL`. */
export async function startMongo(options: MongoOptions): Promise<MongoServer> {
  const env = options.env ?? process.env;
  if (env.MONGODB_URL) return joinMongo(env.MONGODB_URL);
  const { name = "mongo" } = options;
  const folder = join(options.dataDir, name);
  const found = await findMongo(env, await rememberedKind(folder));
  options.log?.(`MongoDB: ${found.way}`);
  const { kind, path } = found.value;
  const files = join(folder, kind);
  await mkdir(files, { recursive: true });
  await writeFile(join(folder, "kind"), kind);
  const child = startChild({
    name,
    command: path,
    args: programArguments(kind, options.port, files, options.durable ?? true),
    dataDir: options.dataDir,
    stopMs: 15_000,
  });
  const set = replicaSetNames[kind];
  const slow = setTimeout(() => options.log?.("MongoDB: still opening its data; the more there is, the longer it takes …"), 15_000);
  const answers = await until(() => child.hasExited() || isReady(options.port, set), openingMs, 100);
  clearTimeout(slow);
  if (!answers || child.hasExited()) {
    const reason = child.hasExited() ? child.lastWords() : `it did not answer within ${openingMs / 60_000} minutes`;
    await child.stop();
    throw new SetupError(`The Mongo server did not start (${reason || "it gave no reason"}): see ${child.logFile}.`);
  }
  const url = `mongodb://127.0.0.1:${options.port}/${options.database ?? "firmflow"}?replicaSet=${set}${ways[kind]}`;
  return { url, way: found.way, child, stop: () => child.stop() };
}

/** SecantusDB goes through every record when it starts: with those of 100,000 runs it needs half a minute, on a busy machine far more. */
const openingMs = 10 * 60_000;

const replicaSetNames: Record<MongoKind, string> = { mongod: "firmflow", secantus: "secantus" };

/**
 * The embedded one goes through all writes of half an hour that might be asked for again, for each further one: after ten thousand a write
 * takes it ten times as long. It forgets them when it is killed, so that asking again would be no safer than doing without. What breaks off
 * then is an error, as any other is; transactions are begun anew.
 */
const ways: Record<MongoKind, string> = { mongod: "", secantus: "&retryWrites=false" };

function programArguments(kind: MongoKind, port: number, files: string, durable: boolean): string[] {
  if (kind === "mongod") return ["--port", String(port), "--bind_ip", "127.0.0.1", "--dbpath", files, "--replSet", replicaSetNames.mongod];
  // Without --sync-on-commit a killed server loses writes it has acknowledged.
  const sync = durable ? ["--sync-on-commit"] : [];
  return ["--host", "127.0.0.1", "--port", String(port), "--storage-path", files, ...sync, "--log-level", "WARNING"];
}

/**
 * The two kinds keep their files differently. What this folder was begun with, it stays with: a `mongod` installed
 * later must not make a firm's data seem to have vanished.
 */
async function rememberedKind(folder: string): Promise<MongoKind | undefined> {
  const text = await readFile(join(folder, "kind"), "utf8").catch(() => "");
  return text === "mongod" || text === "secantus" ? text : undefined;
}

async function joinMongo(url: string): Promise<MongoServer> {
  const client = new mongoose.mongo.MongoClient(url, { serverSelectionTimeoutMS: 5_000 });
  try {
    const hello = await client.db("admin").command({ hello: 1 });
    if (!hello.setName && hello.msg !== "isdbgrid") {
      throw new SetupError(
        "The Mongo server at MONGODB_URL is not a replica set, which transactions need: start it with --replSet and initiate it.",
      );
    }
  } catch (error) {
    if (error instanceof SetupError) throw error;
    throw new SetupError("No Mongo server answers at MONGODB_URL: start it, or unset MONGODB_URL to have one started here.");
  } finally {
    await client.close();
  }
  return { url, way: "MONGODB_URL", stop: async () => {} };
}

/** Ready means: it takes writes. A fresh `mongod` first has to be told that it is a replica set of one. */
async function isReady(port: number, set: string): Promise<boolean> {
  const client = new mongoose.mongo.MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, { serverSelectionTimeoutMS: 1_000 });
  try {
    const admin = client.db("admin");
    const hello = await admin.command({ hello: 1 });
    if (hello.isWritablePrimary) return true;
    if (!hello.setName) await admin.command({ replSetInitiate: { _id: set, members: [{ _id: 0, host: `127.0.0.1:${port}` }] } });
    return false;
  } catch {
    return false;
  } finally {
    await client.close();
  }
}
