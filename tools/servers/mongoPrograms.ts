import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type Found, firstThatWorks, type Way } from "./chain.ts";
import { isExecutable, onPath } from "./command.ts";
import { programsDir } from "./places.ts";
import { installWheel, wheelProgram } from "./python.ts";
import { mustReach, within } from "./reach.ts";

/** MongoDB's own server, or SecantusDB: its wire protocol on WiredTiger, from a wheel. */
export type MongoKind = "mongod" | "secantus";
export type MongoProgram = { kind: MongoKind; path: string };

const requirement = "SecantusDB==0.7.0b3";
const downloadDir = join(programsDir, "mongod-download");

/** Finds (or gets) a Mongo server program and says which way was taken; only of the kind the data was begun with. */
export function findMongo(env: NodeJS.ProcessEnv, kind?: MongoKind): Promise<Found<MongoProgram>> {
  const ways: (Way<MongoProgram> & { kind: MongoKind })[] = [
    { kind: "mongod", name: "`mongod` on PATH", present: async () => mongod(await onPath("mongod", env)) },
    {
      kind: "mongod",
      name: "mongodb-memory-server's download",
      present: async () => mongod(await downloadedMongod()),
      fetch: async () => ({ kind: "mongod", path: await downloadMongod() }),
    },
    {
      kind: "secantus",
      name: `the PyPI wheel ${requirement}`,
      present: async () => secantus(await wheelProgram("secantusd-py")),
      fetch: async () => ({ kind: "secantus", path: await installWheel(requirement, "secantusd-py") }),
    },
  ];
  const advice = kind
    ? `the data here was begun with ${kind === "mongod" ? "MongoDB's own server" : "SecantusDB"}, so make that available again, or set MONGODB_URL.`
    : "install `mongod`, or set MONGODB_URL to a replica set you run yourself.";
  return firstThatWorks(
    "Mongo server",
    ways.filter((way) => kind === undefined || way.kind === kind),
    advice,
  );
}

const mongod = (path: string | undefined): MongoProgram | undefined => (path ? { kind: "mongod", path } : undefined);
const secantus = (path: string | undefined): MongoProgram | undefined => (path ? { kind: "secantus", path } : undefined);

async function downloadedMongod(): Promise<string | undefined> {
  for (const file of await readdir(downloadDir).catch(() => [])) {
    const path = join(downloadDir, file);
    if (file.startsWith("mongod") && (await isExecutable(path))) return path;
  }
  return undefined;
}

async function downloadMongod(): Promise<string> {
  await mustReach("https://fastdl.mongodb.org/");
  const { MongoBinary } = await import("mongodb-memory-server-core/lib/util/MongoBinary.js");
  return within(180_000, "the download", MongoBinary.getPath({ downloadDir, version: "8.2.6" }));
}
