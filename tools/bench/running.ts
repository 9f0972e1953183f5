import { rm } from "node:fs/promises";
import { join } from "node:path";
import { NativeConnection } from "@temporalio/worker";
import { connect, disconnect } from "../../domain/base/index.ts";
import { closeMailConnections } from "../../domain/messages/index.ts";
import { startMongo } from "../servers/mongo.ts";
import { testDir } from "../servers/places.ts";
import { freePort } from "../servers/ports.ts";
import { startTemporal } from "../servers/temporal.ts";
import { bundleWorkflows } from "../worker/options.ts";
import { quietWorkers, type RunningWorkers, startWorkers } from "../worker/workers.ts";
import { journal } from "./handWritten/activities.ts";
import { undoneWhenStopped } from "./leaving.ts";
import { mailSink } from "./sink.ts";

export interface Bench {
  workers: RunningWorkers;
  taskQueue: string;
  /** What a worker in a process of its own needs to know. */
  env: Record<"MONGODB_URL" | "TEMPORAL_ADDRESS" | "TEMPORAL_NAMESPACE" | "SMTP_URL" | "FIRMFLOW_SECRET", string>;
  /** How the database was found, in words. */
  database: string;
  onMail(came: () => void): void;
  /** How many have come so far. */
  mails(): number;
  stop(): Promise<void>;
}

/**
 * Servers of their own on fresh data, and a worker in this process, as in production, that knows both kinds of workflows. Where
 * FIRMFLOW_BENCH_DATA names a folder, the data is in there, and is kept: what took long to be written is measured again and again.
 */
export async function startBench(): Promise<Bench> {
  const kept = process.env.FIRMFLOW_BENCH_DATA;
  const dataDir = kept ?? join(testDir, `bench-${process.pid}`);
  const { MONGODB_URL: _mongo, TEMPORAL_ADDRESS: _temporal, TEMPORAL_NAMESPACE: _namespace, ...env } = process.env;
  const [mongoPort, temporalPort] = [await freePort(), await freePort()];
  undoneWhenStopped(() => rm(dataDir, { recursive: true, force: true }));
  const mongo = await startMongo({ dataDir, port: mongoPort, env });
  undoneWhenStopped(() => mongo.stop());
  const temporal = await startTemporal({ dataDir, port: temporalPort, env });
  undoneWhenStopped(() => temporal.stop());
  const sink = await mailSink();
  process.env.SMTP_URL = sink.url;
  const secret = process.env.FIRMFLOW_SECRET ?? "a secret of the bench, long enough to be one";
  process.env.FIRMFLOW_SECRET = secret;
  quietWorkers();
  await connect(mongo.url);
  const connection = await NativeConnection.connect({ address: temporal.address });
  const taskQueue = "bench";
  const bundle = await bundleWorkflows(join(import.meta.dirname, "handWritten", "both.ts"));
  const current = { always: true, onError: (error: unknown) => console.error(error) };
  const { address, namespace } = temporal;
  const workers = await startWorkers(connection, { namespace, taskQueue, bundle, current, moreActivities: { journal } });
  return {
    workers,
    taskQueue,
    env: {
      ...{ MONGODB_URL: mongo.url, SMTP_URL: sink.url, FIRMFLOW_SECRET: secret },
      ...{ TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace },
    },
    database: mongo.way,
    onMail: sink.onMail,
    mails: sink.count,
    async stop() {
      await workers.stop();
      await connection.close();
      closeMailConnections();
      await sink.stop();
      await disconnect();
      await temporal.stop();
      await mongo.stop();
      if (!kept) await rm(dataDir, { recursive: true, force: true });
    },
  };
}
