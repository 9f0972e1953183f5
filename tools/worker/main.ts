import { readFile } from "node:fs/promises";
import { flushCompileCache } from "node:module";
import { NativeConnection } from "@temporalio/worker";
import { pino } from "pino";
import { connect, disconnect } from "../../domain/base/index.ts";
import { dispatch } from "../../domain/events/dispatchers.ts";
import { startSweeps } from "./sweeps.ts";
import { quietWorkers, startWorkers } from "./workers.ts";

/** The worker's process: carries runs out, and events to them (unless FIRMFLOW_DISPATCH is 0). On SIGTERM it finishes what it has begun. */
async function main(env: NodeJS.ProcessEnv): Promise<void> {
  const log = pino({ name: "worker", level: env.LOG_LEVEL ?? "info" });
  quietWorkers();
  await connect(need(env, "MONGODB_URL"));
  const connection = await NativeConnection.connect({ address: env.TEMPORAL_ADDRESS ?? "127.0.0.1:7233" });
  const onError = (error: unknown) => log.warn({ err: error }, "not done yet; it is tried again");
  const workers = await startWorkers(connection, {
    current: { always: env.FIRMFLOW_MAKE_CURRENT === "always", onError },
    // Given where many are started, who need not each look for it.
    ...(env.FIRMFLOW_BUNDLE ? { bundle: { code: await readFile(env.FIRMFLOW_BUNDLE, "utf8") } } : {}),
    namespace: env.TEMPORAL_NAMESPACE ?? "firmflow",
    taskQueue: env.FIRMFLOW_TASK_QUEUE ?? "firmflow",
    ...(env.FIRMFLOW_MAILS_PER_SECOND ? { mailsPerSecond: Number(env.FIRMFLOW_MAILS_PER_SECOND) } : {}),
    ...(env.FIRMFLOW_CACHED_WORKFLOWS ? { maxCachedWorkflows: Number(env.FIRMFLOW_CACHED_WORKFLOWS) } : {}),
  });
  const name = `dispatcher-${process.pid}-${Date.now()}`;
  const dispatching = env.FIRMFLOW_DISPATCH === "0" ? null : dispatch({ name, onError });
  const sweeps = startSweeps(onError);
  log.info("the worker works");
  // Kept now, and not only at the end: one that is killed would keep nothing for the next.
  flushCompileCache();
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(0), 9_500).unref();
    await sweeps.stop();
    await dispatching?.stop();
    await workers.stop();
    await connection.close();
    await disconnect();
    process.exit(0);
  };
  process.on("SIGTERM", () => void stop());
  process.on("SIGINT", () => void stop());
  await workers.failed;
}

function need(env: NodeJS.ProcessEnv, name: string): string {
  const value = env[name];
  if (!value) throw new Error(`${name} is not set. "npm start" sets it; in production give it to the worker's process.`);
  return value;
}

try {
  await main(process.env);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
